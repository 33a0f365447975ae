"""The proof that a rule's `because` only prints what is there whenever the rule holds."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from screener.catalogue.subjects import SUBJECTS
from screener.policy.codes import Code
from screener.policy.established import established_fields, established_subjects, witnessed_conditions
from screener.policy.findings import Findings, quoted, suggestion
from screener.policy.model import Formula, Place
from screener.policy.nodes import Node
from screener.texts.template_uses import Use, uses_of
from screener.texts.templating import TemplateFaultError, attribute_of, check_template

_SUBJECTS: Final[Mapping[str, str]] = {attribute_of(name): name for name in SUBJECTS}


def check_because(node: Node | None, text: str, when: Formula | None, findings: Findings) -> None:
    """Note what is wrong with a `because`. Without a formula (`otherwise`) it may use no witness at all."""
    if node is None or "{" not in text:
        return
    try:
        check_template(text)
        uses = uses_of(text)
    except TemplateFaultError as error:
        findings.error(
            node.place, Code.BECAUSE, f"`because` is no good template: {error}; write `{{{{ subject.field }}}}`"
        )
        return
    for use in uses:
        _check_use(use, node.place, when, findings)


def _check_use(use: Use, place: Place, when: Formula | None, findings: Findings) -> None:
    subject = _SUBJECTS.get(use.name)
    if subject is None:
        text = f"`because` uses {quoted(use.name)}, which is no subject"
        findings.error(place, Code.WITNESS, text, suggestion(use.name, _SUBJECTS))
        return
    fields = {attribute_of(name): name for name in SUBJECTS[subject].fields}
    if use.field and use.field not in fields:
        text = f"`because` uses `{use.name}.{use.field}`, but `{subject}` has no such field"
        findings.error(place, Code.WITNESS, text, suggestion(use.field, fields))
    elif when is None:
        findings.error(place, Code.WITNESS, f"`otherwise` has no witness such as `{use.name}`; say it in words")
    elif all(condition.subject != subject for condition in witnessed_conditions(when)):
        text = f"`because` uses `{use.name}`, but `when` does not test `{subject}`; test it, or say it in words"
        findings.error(place, Code.WITNESS, text)
    elif not use.tested:
        _check_established(use, subject, fields.get(use.field), place, when, findings)


def _check_established(
    use: Use, subject: str, field: str | None, place: Place, when: Formula, findings: Findings
) -> None:
    if not field:
        example = f"{use.name}.{attribute_of(SUBJECTS[subject].main or next(iter(SUBJECTS[subject].fields)))}"
        text = f"`{{{{ {use.name} }}}}` prints a whole record; name a field, such as `{example}`"
        findings.error(place, Code.BECAUSE, text)
        return
    if use.guarded:
        return
    whole = f"{use.name}.{use.field}"
    if_name, if_whole = f"{{% if {use.name} %}}…{{% endif %}}", f"{{% if {whole} %}}…{{% endif %}}"
    if not use.name_guarded and subject not in established_subjects(when):
        text = f"`{whole}`: the rule can also hold without `{subject}`; write `{if_name}` around it"
        findings.error(place, Code.NOT_ESTABLISHED, text)
    elif field not in established_fields(when, subject):
        text = f"`{whole}`: the rule can also hold where it is unknown; write `{if_whole}` around it, or test it"
        findings.error(place, Code.NOT_ESTABLISHED, text)
