"""What a file is that holds no article, by its first bytes: pictures, sound, programs, archives that are not opened."""

from __future__ import annotations

_MAGIC: tuple[tuple[int, bytes, str], ...] = (
    (0, b"%PDF-", "PDF"),
    (0, b"PK\x03\x04", "ZIP or office document"),
    (0, b"PK\x05\x06", "empty ZIP"),
    (0, b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "old office document"),
    (0, b"{\\rtf", "RTF document"),
    (0, b"\x1f\x8b", "gzip"),
    (0, b"\x1f\x9d", "compress archive"),
    (0, b"BZh91AY&SY", "bzip2"),
    (0, b"\xfd7zXZ\x00", "xz"),
    (0, b"\x28\xb5\x2f\xfd", "Zstandard archive"),
    (0, b"7z\xbc\xaf\x27\x1c", "7-Zip archive"),
    (0, b"Rar!\x1a\x07", "RAR archive"),
    (0, b"\x89PNG\r\n\x1a\n", "PNG image"),
    (0, b"\xff\xd8\xff", "JPEG image"),
    (0, b"GIF87a", "GIF image"),
    (0, b"GIF89a", "GIF image"),
    (0, b"II*\x00", "TIFF image"),
    (0, b"MM\x00*", "TIFF image"),
    (0, b"8BPS\x00", "Photoshop image"),
    (0, b"\x00\x00\x01\x00\x01", "icon"),
    (0, b"%!PS", "PostScript document"),
    (4, b"ftypheic", "HEIC image"),
    (4, b"ftypavif", "AVIF image"),
    (4, b"ftyp", "MP4 video or audio"),
    (0, b"\x1aE\xdf\xa3", "Matroska video"),
    (0, b"\x00\x00\x01\xba", "MPEG video"),
    (0, b"FLV\x01", "Flash video"),
    (0, b"ID3\x02", "MP3 audio"),
    (0, b"ID3\x03", "MP3 audio"),
    (0, b"ID3\x04", "MP3 audio"),
    (0, b"fLaC\x00", "FLAC audio"),
    (0, b"OggS\x00", "Ogg media"),
    (0, b"\x7fELF", "program"),
    (0, b"MZ\x90\x00", "program"),
    (0, b"\xca\xfe\xba\xbe", "program"),
    (0, b"wOF2", "font"),
    (0, b"wOFF", "font"),
    (0, b"\x00\x01\x00\x00\x00", "font"),
    (0, b"SQLite format 3\x00", "SQLite database"),
    (0, b"PAR1", "Parquet table"),
    (0, b"\x93NUMPY", "NumPy array"),
)
_RIFF = {b"WEBP": "WebP image", b"WAVE": "WAV audio", b"AVI ": "AVI video"}


def kind_of_bytes(data: bytes) -> str | None:
    """The kind of a file that shows itself by its first bytes; None for text and for what shows nothing."""
    if data[:4] == b"RIFF" and len(data) > 8:
        return _RIFF.get(data[8:12], "RIFF media")
    if data[:2] == b"\xff\xfb" and b"\x00" in data[:4096]:
        return "MP3 audio"
    if data[:2] == b"BM" and data[6:10] == b"\x00\x00\x00\x00":
        return "BMP image"
    for at, magic, kind in _MAGIC:
        if data.startswith(magic, at):
            return kind
    return None
