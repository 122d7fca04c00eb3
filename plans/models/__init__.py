from plans.models.bottleneck import Bottleneck, Stage
from plans.models.comment import Comment
from plans.models.commitment import Commitment
from plans.models.correction import Correction
from plans.models.data_request import AskedFact, DataRequest
from plans.models.edit_mark import EditMark
from plans.models.fields import FigureState
from plans.models.incentive import Incentive
from plans.models.intervention import Intervention, Remedy
from plans.models.plan import Plan
from plans.models.product_chapter import ProductChapter
from plans.models.profile_fact import ProfileFact
from plans.models.public_comment import PublicComment
from plans.models.section import Head, Section
from plans.models.state_remarks import StateRemarks
from plans.models.tabling import ReturnReason, Tabling
from plans.models.target import Target
from plans.models.training_need import TrainingNeed
from plans.models.translation import Translation
from plans.models.units import Unit
from plans.models.version import PastAdoption, PlanVersion
from plans.models.waiver import Waiver
from plans.models.wording import Horizon, Wording

# In the order in which a plan is read; plans/rows.py, freezing and guards go through this list.
WORDINGS = (Section, ProfileFact, ProductChapter, Bottleneck, Intervention, Target, TrainingNeed, Incentive)

__all__ = [
    "WORDINGS",
    "AskedFact",
    "Bottleneck",
    "Comment",
    "Commitment",
    "Correction",
    "DataRequest",
    "EditMark",
    "FigureState",
    "Head",
    "Horizon",
    "Incentive",
    "Intervention",
    "PastAdoption",
    "Plan",
    "PlanVersion",
    "ProductChapter",
    "ProfileFact",
    "Remedy",
    "PublicComment",
    "ReturnReason",
    "Section",
    "Stage",
    "StateRemarks",
    "Tabling",
    "Target",
    "TrainingNeed",
    "Translation",
    "Unit",
    "Waiver",
    "Wording",
]
