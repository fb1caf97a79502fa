"""Loading the demonstration through the same services people use."""

from xiezhi.demo.services.loading import is_loaded, load_demo
from xiezhi.demo.services.sign_ins import demo_sign_ins

__all__ = ["demo_sign_ins", "is_loaded", "load_demo"]
