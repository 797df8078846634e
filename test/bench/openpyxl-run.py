"""The measured process of openpyxl: `openpyxl-run.py read|annotate BOOK ROWS COPY`; prints seconds and peak memory."""
import json
import resource
import sys
import time

import openpyxl

operation, path, rows, target = sys.argv[1:5]
HEADINGS = ['VEREDICTO', 'RAZÓN SOCIAL', 'ESTADO', 'CONDICIÓN', 'OBSERVACIÓN', 'FUENTE', 'DATO AL', 'CONSULTADO EL']
done = 0
began = time.perf_counter()
if operation == 'read':
    # Its fastest way: rows as they come, values only.
    sheet = openpyxl.load_workbook(path, read_only=True)['Compras']
    for row in sheet.iter_rows(min_row=2, values_only=True):
        done += len(str(row[7])) == 11
else:
    book = openpyxl.load_workbook(path)
    sheet = book['Compras']
    for at, row in enumerate(sheet.iter_rows(min_col=8, max_col=9, values_only=True), 1):
        ruc, name = row
        verdict = 'NO APTO' if at > 1 and int(ruc[-3:]) % 5 == 0 else 'APTO'
        values = HEADINGS if at == 1 else [verdict, name, 'ACTIVO', 'HABIDO', None, 'Migo', 46000, 46010.5]
        for column, value in enumerate(values, 16):
            if value is not None:
                sheet.cell(at, column, value)
        done += at > 1
    book.save(target)
seconds = time.perf_counter() - began
if done != int(rows):
    sys.exit('%d of %s rows' % (done, rows))
print(json.dumps({'seconds': seconds, 'megabytes': resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024}))
