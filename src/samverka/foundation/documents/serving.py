"""Hands out a stored file, after the calling area has checked that the user may have it."""

from __future__ import annotations

from django.http import FileResponse

from samverka.foundation.documents.models import DocumentVersion

# Shown in the browser only when it cannot run anything; all else is saved to disk.
_SHOWN = frozenset({"text/plain", "application/pdf", "image/png", "image/jpeg"})


def serve(version: DocumentVersion) -> FileResponse:
    """A response with the version's bytes. Never executed by the browser: sniffing off, sandboxed, own policy.
    Raises `FileNotFoundError` if the data folder has lost the file."""
    media_type = version.file.media_type
    response = FileResponse(
        version.file.path.open("rb"), as_attachment=media_type not in _SHOWN, filename=version.filename
    )
    response["Content-Type"] = f"{media_type}; charset=utf-8" if media_type == "text/plain" else media_type
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response["Cache-Control"] = "private, no-store"
    return response
