#!/usr/bin/env python3
"""Whether other programs read the copies as they read the sources: every cell outside our columns equal.

    python3 check-readers.py FOLDER [--libreoffice]

FOLDER holds manifest.json: [{"source", "copy", "sheet", "first", "last"}], columns from 1. Prints one JSON object
{"openpyxl": {...}, "libreoffice": {...} | null, "differences": [...]} and ends with 1 where something differs.
A workbook that a program can't read in the first place says nothing about us: it is listed as unreadable.
"""
import json
import os
import shutil
import subprocess
import sys
import tempfile
import warnings

import openpyxl

warnings.simplefilter('ignore')


def cells(path, skip):
    """All cells with something in them, by sheet: formulas and the values kept with them. `skip`: sheet, first, last."""
    found = {}
    for kept_values in (False, True):
        book = openpyxl.load_workbook(path, data_only=kept_values)
        for sheet in book.worksheets:
            for row in sheet.iter_rows():
                for cell in row:
                    ours = sheet.title == skip[0] and skip[1] <= cell.column <= skip[2]
                    if cell.value is not None and not ours:
                        found[(kept_values, sheet.title, cell.coordinate)] = repr(getattr(cell.value, '__dict__', cell.value))
        found[('sheets', kept_values)] = repr([(sheet.title, sheet.sheet_state) for sheet in book._sheets])
        book.close()
    return found


def verdicts(path, item):
    sheet = openpyxl.load_workbook(path)[item['sheet']]
    return sum(1 for row in sheet.iter_rows(min_col=item['first'], max_col=item['first'], values_only=True) if row[0])


def compare(pairs, reader, differences):
    """`pairs`: item, path of the source, path of the copy; None where the program could not write it."""
    checked, unreadable = 0, []
    for item, source, copy in pairs:
        name = os.path.basename(item['source'])
        skip = (item['sheet'], item['first'], item['last'])
        try:
            before = cells(source, skip)
        except Exception as error:  # whatever a reader makes of a file that it can't read
            unreadable.append('%s: %s' % (name, type(error).__name__))
            continue
        if reader in item['notFor'] or not any(key[1] == item['sheet'] for key in before):
            unreadable.append('%s: sees no rows' % name)
            continue
        try:
            after = cells(copy, skip)
            found = verdicts(copy, item)
        except Exception as error:
            differences.append('%s, %s: the copy can not be read: %r' % (reader, name, error))
            continue
        checked += 1
        if found < item['filas']:
            differences.append('%s, %s: %d of %d verdicts seen' % (reader, name, found, item['filas']))
        for key in sorted(set(before) | set(after), key=str):
            if before.get(key) != after.get(key):
                differences.append('%s, %s, %s: %s became %s' % (reader, name, key, before.get(key), after.get(key)))
                break
    return {'checked': checked, 'unreadable': unreadable}


def converted(paths, folder):
    """Each workbook read and saved again by LibreOffice; by the name of its file."""
    profile = tempfile.mkdtemp()
    for at in range(0, len(paths), 25):
        subprocess.run(['soffice', '-env:UserInstallation=file://' + profile, '--headless', '--convert-to', 'xlsx',
                        '--outdir', folder] + paths[at:at + 25], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
                       timeout=900, check=False)
    shutil.rmtree(profile)


def as_libreoffice_sees(folder, manifest):
    out = {kind: tempfile.mkdtemp() for kind in ('source', 'copy')}
    pairs = []
    for kind, target in out.items():
        converted([os.path.join(folder, item[kind]) for item in manifest], target)
    for item in manifest:
        both = [os.path.join(out[kind], os.path.splitext(os.path.basename(item[kind]))[0] + '.xlsx') for kind in ('source', 'copy')]
        pairs.append((item, *both))
    return pairs, list(out.values())


def main():
    folder = sys.argv[1]
    with open(os.path.join(folder, 'manifest.json'), encoding='utf-8') as file:
        manifest = json.load(file)
    differences = []
    direct = [(item, os.path.join(folder, item['source']), os.path.join(folder, item['copy'])) for item in manifest]
    report = {'openpyxl': {'version': openpyxl.__version__, **compare(direct, 'openpyxl', differences)}, 'libreoffice': None}
    if '--libreoffice' in sys.argv and shutil.which('soffice'):
        version = subprocess.run(['soffice', '--version'], capture_output=True, text=True, check=False).stdout.split()
        pairs, folders = as_libreoffice_sees(folder, manifest)
        report['libreoffice'] = {'version': version[1] if len(version) > 1 else '', **compare(pairs, 'LibreOffice', differences)}
        for path in folders:
            shutil.rmtree(path)
    report['differences'] = differences
    print(json.dumps(report, ensure_ascii=False))
    sys.exit(1 if differences else 0)


main()
