"""Names for the same people in other scripts, cultures and genders."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import product
from types import MappingProxyType
from typing import Final

# Names in the order in which their culture writes them: the first part varies fastest.
_POOLS: Final[Mapping[str, tuple[str, str, str]]] = MappingProxyType({
    "English women": ("{0} {1}", "Alma Bertha Cora Della Edith Flora Greer Hazel Imogen Jess Kit Lorna Maud",
                      "Ashcombe Birtwhistle Coppard Dunstable Eastlake Fothergill Gaskin Hathersage Inglewood Jowett "
                      "Kempthorne Larkspur"),
    "Arabic men": ("{0} {1}", "أحمد بلال تامر جمال حازم خالد داود رامي زياد سامي شادي طارق عمر",
                   "الخطيب النجار الحداد الصباغ المصري الشامي البغدادي التميمي الكردي الحلبي العطار الفارس"),
    "Ukrainian women": ("{0} {1}", "Ганна Богдана Віра Галина Дарина Єва Жанна Зоя Інна Катерина Леся Марія Ніна",
                        "Коваленко Бондаренко Ткаченко Шевчук Кравчук Мельник Поліщук Савченко Руденко Марчук Лисенко "
                        "Гончар"),
    "Japanese": ("{1} {0}", "太郎 花子 一郎 美咲 健 由美 翔太 愛 大輔 彩 直樹 恵 誠",
                 "佐々木 松本 井口 木村 林田 清水 山崎 森川 池田 橋本 石川 小川"),
})  # fmt: skip
POOLS: Final = tuple(_POOLS)


def names_of(pool: str) -> Iterator[str]:
    """Different names of one kind, always in the same order."""
    form, firsts, lasts = _POOLS[pool]
    return (form.format(first, last) for last, first in product(lasts.split(), firsts.split()))
