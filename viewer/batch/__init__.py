"""Files, folders and archives to exports of all that is in them: one plain function, run by any executor.

`perform` turns a task into the files it makes and touches no disk; `run` plans tasks, has them performed in bounded
number, writes what comes back and keeps a journal, so that a run that was stopped goes on where it was.
"""

from viewer.batch.archive import is_archive
from viewer.batch.engine import Engine, InProcess, InProcesses
from viewer.batch.inputs import is_collection
from viewer.batch.plan import Choice
from viewer.batch.run import Event, Happened, Journaling, Order, run
from viewer.batch.work import Outcome, Pick, Settings, Task, perform

__all__ = [
    "Choice",
    "Engine",
    "Event",
    "Happened",
    "InProcess",
    "InProcesses",
    "Journaling",
    "Order",
    "Outcome",
    "Pick",
    "Settings",
    "Task",
    "is_archive",
    "is_collection",
    "perform",
    "run",
]
