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

from maker import exports, forms, harder, headers, registers, several, traps, without, worse  # noqa: F401  they register their layouts
from maker.book import packed, with_java_numbers, with_libreoffice, with_openpyxl, with_xlsxwriter
from maker.layout import LAYOUTS, TRAPS, Layout
from maker.variants import VARIANTS

CORPUS = os.path.join(os.path.dirname(os.path.abspath(__file__)), 'corpus')


def written(lay):
    if lay.writer in ('xlsxwriter', 'inline'):
        return with_xlsxwriter(lay.book, inline=lay.writer == 'inline')
    data = with_openpyxl(lay.book)
    return with_java_numbers(data) if lay.writer == 'poi' else data


# Every third layout comes a second time, changed as its turn is.
VARIANT_STEP = 3


def layouts():
    for n, (name, case, traps, writer, suffix, make) in enumerate(LAYOUTS):
        unknown = set(traps) - set(TRAPS)
        if unknown:
            raise ValueError('%s: unknown traps %s' % (name, unknown))
        lay = Layout(name, case, traps, writer, suffix)
        make(lay)
        yield lay
        if n % VARIANT_STEP == 0:
            word, change = VARIANTS[n // VARIANT_STEP % len(VARIANTS)]
            again = Layout('%s-%s' % (name, word), case, traps, 'openpyxl', suffix)
            make(again)
            how = change(again)
            if how is not None:
                again.case = '%s; %s' % (case, how)
                yield again


def main():
    os.makedirs(CORPUS, exist_ok=True)
    for name in os.listdir(CORPUS):
        os.remove(os.path.join(CORPUS, name))
    made, data = [], {}
    for lay in layouts():
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
