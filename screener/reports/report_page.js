"use strict";
const articles = Array.from(document.querySelectorAll("article"));
const texts = articles.map((one) => one.textContent.toLowerCase());
const search = document.getElementById("search");
const count = document.getElementById("count");
let keep = "";
function show() {
  const words = search.value.toLowerCase().split(/\s+/).filter(Boolean);
  let shown = 0;
  articles.forEach((one, place) => {
    const fits = (!keep || one.dataset.outcome === keep) && words.every((word) => texts[place].includes(word));
    one.hidden = !fits;
    shown += fits ? 1 : 0;
  });
  count.textContent = shown + " of " + articles.length;
  document.getElementById("nothing").hidden = shown > 0;
}
search.addEventListener("input", show);
document.addEventListener("click", async (event) => {
  const button = event.target.closest("button");
  if (!button) return;
  if (button.classList.contains("filter")) {
    keep = button.dataset.keep;
    document.querySelectorAll(".filter").forEach((each) => each.setAttribute("aria-pressed", String(each === button)));
    show();
  }
  if (button.classList.contains("copy")) {
    const draft = button.parentElement.querySelector(".draft");
    let done = false;
    try { await navigator.clipboard.writeText(draft.textContent); done = true; } catch {
      const range = document.createRange();
      range.selectNodeContents(draft);
      getSelection().removeAllRanges();
      getSelection().addRange(range);
      done = document.execCommand("copy");
    }
    button.textContent = done ? "Copied; nothing was sent" : "Marked: copy it with Ctrl+C";
  }
});
addEventListener("beforeprint", () => document.querySelectorAll("article details").forEach((one) => { one.open = true; }));
show();
