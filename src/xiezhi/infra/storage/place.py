"""Which bucket of which S3-compatible store, and who asks."""

from dataclasses import dataclass, field
from urllib.parse import urlsplit

from xiezhi.infra.errors import MachineError


@dataclass(frozen=True, slots=True, kw_only=True)
class Credentials:
    """Who asks, and in which region; the secret itself is never sent."""

    key: str
    secret: str
    region: str


@dataclass(frozen=True, slots=True, kw_only=True)
class S3Place:
    """A bucket and who may use it.

    Attributes:
        endpoint: ``https://host[:port]``; where the host begins with the bucket's name, the bucket
            is not named in the path.
    """

    endpoint: str
    bucket: str
    credentials: Credentials = field(repr=False)

    def __post_init__(self) -> None:
        """Refuse what leads nowhere.

        Raises:
            MachineError: ``files.bad_bucket``.
        """
        parts = urlsplit(self.endpoint)
        is_whole = all([parts.hostname, self.bucket, self.credentials.key, self.credentials.secret])
        if parts.scheme not in {"https", "http"} or not is_whole or parts.path.strip("/"):
            raise MachineError("files.bad_bucket")
