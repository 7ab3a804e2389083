from twiza.catalog.models import ImportRun
from twiza.kernel.states import StateTable, move

COOPERATIVE, SYSTEM = "cooperative", "system"
_S = ImportRun.Status

IMPORT = StateTable(
    "import_run",
    start=_S.READING,
    final=[_S.APPLIED, _S.FAILED],
    moves=[
        move("check", _S.READING, _S.CHECKED, SYSTEM),
        move("apply", _S.CHECKED, _S.APPLYING, COOPERATIVE),
        move("finish", _S.APPLYING, _S.APPLIED, SYSTEM),
        move("fail", _S.READING, _S.FAILED, SYSTEM),
    ],
)
