from collegium.evidence.models.remark import Remark
from collegium.evidence.models.results import Results
from collegium.evidence.models.sample import Sample

__all__ = ["Remark", "Results", "Sample"]
