"""The small book on a bridge with statements, problems and findings that it leads with."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from press.core.extensions import load_extensions
from press.data.accept import accept
from support.small_books import append, replace

TABLES = {
    "statements": "id,section,lines,quotation\noldest,bridge,8,the oldest of its kind\n",
    "problems": "id,verdict,strength,severity,repeat,evidence\ncost,contradicts-record,record,changes-a-figure,corrected,contract\n",
    "replies": "problem,who,date,language,text\ncost,The mayor,2027-01-05,ru,Пересчитаем.\n",
    "findings": "id,numbers,verdicts,strength,target\nprice,claims/cost audit/cost,problems/cost,record,bridge\n",
}


WORDS = """statement.oldest,The oldest bridge,Ең көне көпір
problem.cost,Cost of the bridge,Көпірдің құны
strength.record,the record gives it,дерек көрсетеді
certainty.record,the record gives it,мұны дерек көрсетеді
severity.changes-a-figure,It changes a figure,Бұл санды өзгертеді
severity.cannot-be-said,It cannot be said,Белгісіз
repeat.corrected,Repeat it with this correction.,Осы түзетумен қайталауға болады.
counts.cars,cars a day,көлік
written.visitors,{number} in all,барлығы {number}
"""


EN = """
(problem-cost)=
## The cost

The leaflet is dear{verdict}`problems/cost`. It counts {number}`claims/visitors`.

:::{problem} cost
The bridge cost {number}`audit/cost`, see {doc}`audit`.
:::

:::{key-finding} price
The bridge cost {number}`audit/cost`.

The leaflet says {number}`claims/cost`; it is the oldest{verdict}`statements/oldest`.

% The Kazakh edition names the source.
:::

(crowds)=
## The crowds

For {number}`claims/cost` it was built in {number}`claims/opened`; {number}`claims/cost` is much.

A guide has it as “{number}`claims/cost` well spent”.

:::{editors}
Not {number}`claims/cost` but {number}`audit/cost`: {verdict}`problems/cost`.
:::
"""


KK = """
(problem-cost)=
## Құны

Парақша қымбат{verdict}`problems/cost`. Онда {number}`claims/visitors` бар.

:::{problem} cost
Көпірдің құны – {number}`audit/cost`, қараңыз: {doc}`audit`.
:::

:::{key-finding} price
Көпірдің құны – {number}`audit/cost`.

Парақшада {number}`claims/cost`; ол ең көне{verdict}`statements/oldest`.

Дереккөз: шарт.
:::

(crowds)=
## Келушілер

{number}`claims/opened` жылы салынды, оған {number}`claims/cost`-ге жуық ақша жұмсалды; {number}`claims/cost` – көп.

Жолсерікте ол «орынды жұмсалған {number}`claims/cost`» деп аталады.

:::{editors}
{number}`claims/cost` емес, {number}`audit/cost`: {verdict}`problems/cost`.
:::
"""


STATEMENT = {
    "en": ":::{finding} oldest\nNobody has compared it.\n:::\n",
    "kk": ":::{finding} oldest\nЕшкім салыстырмаған.\n:::\n",
}


def with_problems(root: Path) -> Path:
    """Give the book on a bridge statements, problems, findings, and pages that show them."""
    data = root / "data"
    package: dict[str, Any] = json.loads((data / "datapackage.json").read_text(encoding="utf-8"))
    by_name = {resource["name"]: resource for resource in package["resources"]}
    fields = by_name["verdicts"]["schema"]["fields"]
    fields += [{"name": name, "type": "string"} for name in ("strength", "problem", "right", "likely")]
    for name, text in TABLES.items():
        columns = text.split("\n")[0].split(",")
        schema = {"fields": [{"name": column, "type": "string"} for column in columns], "primaryKey": [columns[0]]}
        package["resources"].append({**by_name["verdicts"], "name": name, "path": f"{name}.csv", "schema": schema})
        (data / f"{name}.csv").write_text(text, encoding="utf-8")
    (data / "datapackage.json").write_text(json.dumps(package), encoding="utf-8")
    head, *rows = (data / "verdicts.csv").read_text(encoding="utf-8").splitlines()
    more = {"cost": "record,cost,audit/cost,yes"}
    lines = [
        f"{head},strength,problem,right,likely",
        *(f"{row},{more.get(row.split(',')[0], ',,,')}" for row in rows),
    ]
    table = "\n".join([*lines, "oldest,not-checked,,,,,,"])
    (data / "verdicts.csv").write_text(table + "\n", encoding="utf-8")
    append(data / "vocabulary" / "words.csv", WORDS)
    for language, text in (("en", EN), ("kk", KK)):
        append(root / "book" / language / "bridge.md", text)
        replace(
            root / "book" / language / "audit.md", "```{bibliography}", f"{STATEMENT[language]}\n```{{bibliography}}"
        )
    load_extensions(root)
    accept([data / f"{name}.csv" for name in ("verdicts", *TABLES)], root)
    return root
