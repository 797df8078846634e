#!/usr/bin/env python3
"""Writes corpus/: workbooks laid out as real ones are, and expected.json with the answer about each.

The answers come from what this script knows of its own workbooks, never from Habido. The writers are
independent of it: Debian's python3-openpyxl and python3-xlsxwriter, and LibreOffice for some.
Run from the repository's root: /usr/bin/python3 test/layouts/make-corpus.py
"""
import json
import os
import sys

sys.dont_write_bytecode = True

from maker import exports, harder, headers, registers, several, traps, without  # noqa: F401  they register their layouts
from maker.book import packed, with_java_numbers, with_libreoffice, with_openpyxl, with_xlsxwriter
from maker.layout import LAYOUTS, TRAPS, Layout

CORPUS = os.path.join(os.path.dirname(os.path.abspath(__file__)), 'corpus')


def written(lay):
    if lay.writer in ('xlsxwriter', 'inline'):
        return with_xlsxwriter(lay.book, inline=lay.writer == 'inline')
    data = with_openpyxl(lay.book)
    return with_java_numbers(data) if lay.writer == 'poi' else data


def main():
    os.makedirs(CORPUS, exist_ok=True)
    for name in os.listdir(CORPUS):
        os.remove(os.path.join(CORPUS, name))
    made, data = [], {}
    for name, case, traps_of_it, writer, suffix, make in LAYOUTS:
        unknown = set(traps_of_it) - set(TRAPS)
        if unknown:
            raise ValueError('%s: unknown traps %s' % (name, unknown))
        lay = Layout(name, case, traps_of_it, writer, suffix)
        make(lay)
        made.append(lay)
        data[lay.file] = written(lay)
    office = [lay.file for lay in made if lay.writer == 'libreoffice']
    data.update(with_libreoffice({file: data[file] for file in office}))
    total = 0
    for lay in made:
        content = packed(data[lay.file])
        total += len(content)
        with open(os.path.join(CORPUS, lay.file), 'wb') as file:
            file.write(content)
    answers = [{'archivo': lay.file, 'caso': lay.case, 'trampas': lay.traps, 'escritor': lay.writer, **lay.expected} for lay in made]
    with open(os.path.join(CORPUS, 'expected.json'), 'w', encoding='utf-8') as file:
        json.dump({'trampas': TRAPS, 'libros': answers}, file, ensure_ascii=False, indent=1)
        file.write('\n')
    print('%d workbooks, %d bytes' % (len(made), total))


if __name__ == '__main__':
    main()
