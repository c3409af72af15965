"""What a screen shows, as pixels: kept as PNG, and compared."""
import struct
import zlib


class Picture:
    def __init__(self, width, height, pixels):
        self.width, self.height, self.pixels = width, height, pixels

    @staticmethod
    def read_ppm(path):
        with open(path, "rb") as file:
            content = file.read()
        kind, width, height, _ = content.split(maxsplit=4)[:4]
        assert kind == b"P6"
        width, height = int(width), int(height)
        return Picture(width, height, content[-3 * width * height:])

    def write_png(self, path):
        row = 3 * self.width
        lines = b"".join(b"\0" + self.pixels[at:at + row] for at in range(0, len(self.pixels), row))
        head = struct.pack(">IIBBBBB", self.width, self.height, 8, 2, 0, 0, 0)
        with open(path, "wb") as file:
            file.write(b"\x89PNG\r\n\x1a\n" + _chunk(b"IHDR", head) + _chunk(b"IDAT", zlib.compress(lines, 9)))
            file.write(_chunk(b"IEND", b""))

    def colours(self):
        """How many there are, of a sample: an empty or a firmware's screen has few."""
        return len({self.pixels[at:at + 3] for at in range(0, len(self.pixels) - 2, 3 * 7)})

    def differs_from(self, other):
        """The share of pixels that are not alike, of a sample."""
        if (self.width, self.height) != (other.width, other.height):
            return 1.0
        places = range(0, len(self.pixels) - 2, 3 * 5)
        unlike = sum(self.pixels[at:at + 3] != other.pixels[at:at + 3] for at in places)
        return unlike / len(places)


def _chunk(kind, content):
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))
