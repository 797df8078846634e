"""A workbook as a model, and the independent writers that make files of it."""
import datetime as dt
import io
import os
import re
import subprocess
import tempfile
import zipfile

import openpyxl
import xlsxwriter
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.table import Table as OpenpyxlTable

MADE = dt.datetime(2026, 11, 24, 9, 0, 0)


class Formula:
    """A formula with the result that Excel would have stored."""

    def __init__(self, text, value):
        self.text, self.value = text, value


class Blank:
    """A cell with a look and no value."""


class Sheet:
    def __init__(self, name, state='visible'):
        self.name, self.state = name, state
        self.cells, self.merges, self.tables = {}, [], []
        # Those of the tables whose last row holds totals.
        self.totals = set()
        self.filter, self.hidden_rows, self.hidden_columns = None, set(), set()

    def put(self, row, column, value, bold=False):
        """Rows and columns from 1. None writes nothing."""
        if value is not None:
            self.cells[(row, column)] = (value, bold)

    def line(self, row, column, values, bold=False):
        for i, value in enumerate(values):
            self.put(row, column + i, value, bold)

    def merge(self, top, left, bottom, right, value=None):
        self.put(top, left, value, True)
        if (top, left) != (bottom, right):
            self.merges.append((top, left, bottom, right))

    def rows(self):
        found = {}
        for (row, column), cell in self.cells.items():
            found.setdefault(row, {})[column] = cell
        return sorted(found.items())


class Book:
    def __init__(self):
        self.sheets = []

    def sheet(self, name, state='visible'):
        self.sheets.append(Sheet(name, state))
        return self.sheets[-1]


def number_format(value):
    if isinstance(value, (dt.datetime, dt.date)):
        return 'dd/mm/yyyy'
    return '#,##0.00' if isinstance(value, float) else 'General'


def with_openpyxl(book):
    out = openpyxl.Workbook()
    out.remove(out.active)
    out.properties.creator = 'Contabilidad'
    out.properties.created = out.properties.modified = MADE
    for sheet in book.sheets:
        into = out.create_sheet(sheet.name)
        into.sheet_state = {'very': 'veryHidden'}.get(sheet.state, sheet.state)
        for row, cells in sheet.rows():
            for column, (value, bold) in sorted(cells.items()):
                cell = into.cell(row, column)
                if isinstance(value, Blank):
                    cell.font = Font(bold=True)
                    continue
                cell.value = value.text if isinstance(value, Formula) else value
                cell.number_format = number_format(value)
                if isinstance(value, str):
                    cell.data_type = 's'
                if bold:
                    cell.font = Font(bold=True)
        for top, left, bottom, right in sheet.merges:
            into.merge_cells(start_row=top, start_column=left, end_row=bottom, end_column=right)
        for row in sheet.hidden_rows:
            into.row_dimensions[row].hidden = True
        for column in sheet.hidden_columns:
            into.column_dimensions[get_column_letter(column)].hidden = True
        if sheet.filter:
            into.auto_filter.ref = area(*sheet.filter)
        for n, place in enumerate(sheet.tables, 1):
            into.add_table(OpenpyxlTable(displayName='Tabla%d%d' % (len(out.sheetnames), n), ref=area(*place)))
    data = io.BytesIO()
    out.save(data)
    return data.getvalue()


def area(top, left, bottom, right):
    return '%s%d:%s%d' % (get_column_letter(left), top, get_column_letter(right), bottom)


def with_xlsxwriter(book, inline=False):
    data = io.BytesIO()
    # In constant memory texts are written in the cells themselves, row by row.
    out = xlsxwriter.Workbook(data, {'in_memory': not inline, 'constant_memory': inline})
    out.set_properties({'author': 'Contabilidad', 'created': MADE})
    formats = {}

    def style(value, bold):
        key = (number_format(value), bold)
        if key not in formats:
            formats[key] = out.add_format({'num_format': key[0], 'bold': bold})
        return formats[key]

    for sheet in book.sheets:
        into = out.add_worksheet(sheet.name)
        if sheet.state != 'visible':
            into.hide()
        merged = {(top, left): (bottom, right) for top, left, bottom, right in sheet.merges}
        for row, cells in sheet.rows():
            for column, (value, bold) in sorted(cells.items()):
                look = style(value, bold)
                if (row, column) in merged:
                    bottom, right = merged[(row, column)]
                    into.merge_range(row - 1, column - 1, bottom - 1, right - 1, None, look)
                write_one(into, row - 1, column - 1, value, look)
        for row in sheet.hidden_rows:
            into.set_row(row - 1, None, None, {'hidden': True})
        for column in sheet.hidden_columns:
            into.set_column(column - 1, column - 1, None, None, {'hidden': True})
        if sheet.filter:
            top, left, bottom, right = sheet.filter
            into.autofilter(top - 1, left - 1, bottom - 1, right - 1)
        for top, left, bottom, right in sheet.tables:
            head = [{'header': str(sheet.cells[(top, c)][0])} for c in range(left, right + 1)]
            total = (top, left, bottom, right) in sheet.totals
            into.add_table(top - 1, left - 1, bottom - 1, right - 1, {'columns': head, 'total_row': total})
    out.close()
    return data.getvalue()


def write_one(into, row, column, value, look):
    if isinstance(value, Blank):
        into.write_blank(row, column, None, look)
    elif isinstance(value, Formula):
        into.write_formula(row, column, value.text, look, value.value)
    elif isinstance(value, dt.date):
        into.write_datetime(row, column, dt.datetime(value.year, value.month, value.day), look)
    elif isinstance(value, str):
        into.write_string(row, column, value, look)
    else:
        into.write_number(row, column, value, look)


def with_libreoffice(files):
    """Opens and saves again, in one run: name → bytes in, name → bytes out."""
    with tempfile.TemporaryDirectory() as folder:
        for side in ('in', 'out', 'profile'):
            os.mkdir(os.path.join(folder, side))
        for name, data in files.items():
            with open(os.path.join(folder, 'in', name), 'wb') as file:
                file.write(data)
        subprocess.run(['soffice', '-env:UserInstallation=file://%s/profile' % folder, '--headless', '--convert-to',
                        'xlsx:Calc MS Excel 2007 XML', '--outdir', os.path.join(folder, 'out')]
                       + [os.path.join(folder, 'in', name) for name in files],
                       check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, timeout=300)
        found = {}
        for name in files:
            with open(os.path.join(folder, 'out', name), 'rb') as file:
                found[name] = file.read()
        return found


def packed(data):
    """The package again with fixed dates and no author's clock, so that the same script gives the same bytes."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(out, 'w', zipfile.ZIP_DEFLATED) as target:
        for info in source.infolist():
            fixed = zipfile.ZipInfo(info.filename, (2026, 11, 24, 9, 0, 0))
            fixed.compress_type = zipfile.ZIP_DEFLATED
            fixed.create_system = 0
            content = source.read(info.filename)
            if info.filename == 'docProps/core.xml':
                content = re.sub(rb'(<dcterms:(created|modified)[^>]*>)[^<]*', rb'\g<1>2026-11-24T09:00:00Z', content)
            target.writestr(fixed, content, compresslevel=9)
    return out.getvalue()


def with_java_numbers(data):
    """Numbers of eleven digits as Apache POI leaves them: `2.0131312955E10`."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(out, 'w') as target:
        for info in source.infolist():
            content = source.read(info.filename)
            if info.filename.startswith('xl/worksheets/'):
                content = re.sub(rb'<v>(\d)(\d{10})</v>', rb'<v>\1.\2E10</v>', content)
            target.writestr(info, content)
    return out.getvalue()
