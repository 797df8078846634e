"""The rows that every workbook of the corpus holds, and small media. Nothing here knows of Habido."""
import datetime as dt
import os
import random
import struct
import zlib

MADE = dt.datetime(2026, 11, 3, 10, 0, 0)
OUT = os.path.join(os.path.dirname(os.path.abspath(__file__)), '..', 'corpus')
WEIGHTS = (5, 4, 3, 2, 7, 6, 5, 4, 3, 2)
TRADE = ['FUNDICION', 'PANADERIA', 'TRANSPORTES', 'ALMACENES', 'EDITORA', 'SASTRERIA', 'CERAMICOS', 'PINTURAS']
PLACE = ['TACNA', 'PISCO', 'HUANTA', 'ILO', 'CASMA', 'JULIACA', 'MOYOBAMBA', 'TUMBES', 'ÑAÑA']
HEADER = ['Fecha', 'Comprobante', 'RUC', 'Proveedor', 'Base', 'IGV', 'Total']


def ruc(n):
    ten = '20%08d' % (30100000 + n * 7919)
    return ten + str((11 - sum(int(d) * w for d, w in zip(ten, WEIGHTS)) % 11) % 10)


def purchases(count, seed=1):
    """Rows of date, voucher, RUC, name, base, tax, total."""
    rng = random.Random(seed)
    rows = []
    for n in range(count):
        who = rng.randrange(max(1, count * 2 // 3))
        base = rng.randint(1000, 900000) / 100
        tax = round(base * 0.18, 2)
        rows.append([dt.date(2026, 10, 1) + dt.timedelta(days=n % 30), 'F001-%06d' % (400 + n), ruc(who),
                     '%s %s S.A.C.' % (TRADE[who % len(TRADE)], PLACE[who % len(PLACE)]),
                     base, tax, round(base + tax, 2)])
    return rows


def png(width=24, height=24, colour=(10, 120, 90)):
    """A plain picture, as its bytes."""
    line = b'\0' + bytes(colour) * width
    def chunk(kind, data):
        body = kind + data
        return struct.pack('>I', len(data)) + body + struct.pack('>I', zlib.crc32(body))
    head = struct.pack('>IIBBBBB', width, height, 8, 2, 0, 0, 0)
    return (b'\x89PNG\r\n\x1a\n' + chunk(b'IHDR', head) + chunk(b'IDAT', zlib.compress(line * height)) + chunk(b'IEND', b''))


def macro_bin():
    """Stands for a vbaProject.bin: no one runs it, it has to arrive byte for byte."""
    rng = random.Random(99)
    return b'\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1' + bytes(rng.randrange(256) for _ in range(5000))


def path(name):
    return os.path.join(OUT, name)
