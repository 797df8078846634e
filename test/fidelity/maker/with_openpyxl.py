"""Workbooks by openpyxl: charts, an external link, names, validations, merged headers, protections, views."""
import io

import openpyxl
from openpyxl.chart import BarChart, LineChart, PieChart, Reference
from openpyxl.comments import Comment
from openpyxl.drawing.image import Image
from openpyxl.formatting.rule import CellIsRule, ColorScaleRule, FormulaRule, IconSetRule
from openpyxl.packaging.relationship import Relationship
from openpyxl.styles import Alignment, Border, Font, GradientFill, NamedStyle, PatternFill, Protection, Side
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.workbook.external_link.external import (
    ExternalBook, ExternalCell, ExternalLink, ExternalRow, ExternalSheetData, ExternalSheetDataSet, ExternalSheetNames)
from openpyxl.workbook.protection import WorkbookProtection
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.table import Table, TableStyleInfo

from .register import HEADER, MADE, path, png, purchases

COUNT = 16


def book():
    made = openpyxl.Workbook()
    made.properties.creator = 'Corpus'
    made.properties.created = made.properties.modified = MADE
    made.active.title = 'Compras'
    return made, made.active


def fill(sheet, first=1, count=COUNT, seed=11):
    for column, title in enumerate(HEADER, 1):
        cell = sheet.cell(first, column, title)
        cell.font = Font(bold=True, color='FFFFFF')
        cell.fill = PatternFill('solid', fgColor='1F4E78')
    for n, row in enumerate(purchases(count, seed), first + 1):
        for column, value in enumerate(row, 1):
            cell = sheet.cell(n, column, value)
            if column == 1:
                cell.number_format = 'dd/mm/yyyy'
            if column > 4:
                cell.number_format = '#,##0.00'


def charts():
    made, sheet = book()
    fill(sheet)
    for n, kind in enumerate((BarChart, LineChart, PieChart)):
        chart = kind()
        chart.add_data(Reference(sheet, min_col=5, min_row=1, max_row=COUNT + 1), titles_from_data=True)
        chart.set_categories(Reference(sheet, min_col=4, min_row=2, max_row=COUNT + 1))
        sheet.add_chart(chart, 'J%d' % (2 + n * 16))
    picture = Image(io.BytesIO(png(30, 30)))
    sheet.add_image(picture, 'A20')
    alone = made.create_chartsheet('Gráfico')
    whole = PieChart()
    whole.add_data(Reference(sheet, min_col=7, min_row=2, max_row=9))
    alone.add_chart(whole)
    made.save(path('op-graficos.xlsx'))


def rules():
    made, sheet = book()
    sheet['A1'] = 'REGISTRO'
    sheet.merge_cells('A1:G1')
    sheet['C3'] = 'PROVEEDOR'
    sheet.merge_cells('C3:D3')
    fill(sheet, 4)
    side = Side(style='thin')
    for row in sheet['A4:G9']:
        for cell in row:
            cell.border = Border(left=side, right=side, top=side, bottom=side)
    for n in range(5, 12):
        sheet.cell(n, 3).fill = GradientFill(stop=('FFFFFF', 'DDEEFF'))
        sheet.cell(n, 3).alignment = Alignment(horizontal='right', indent=1, text_rotation=0, shrink_to_fit=True)
    sheet.conditional_formatting.add('E5:E20', CellIsRule(operator='greaterThan', formula=['5000'], fill=PatternFill(bgColor='FFC7CE')))
    sheet.conditional_formatting.add('F5:F20', ColorScaleRule(start_type='min', start_color='FFFFFF', end_type='max', end_color='00AA00'))
    sheet.conditional_formatting.add('G5:K20', IconSetRule('3Arrows', 'percent', [0, 33, 67]))
    sheet.conditional_formatting.add('A5:G20', FormulaRule(formula=['ISBLANK($C5)'], stopIfTrue=True))
    valid = DataValidation(type='list', formula1='"F001,B001"', allow_blank=True, showErrorMessage=True)
    valid.add('B5:B1000')
    sheet.add_data_validation(valid)
    sheet['C6'].comment = Comment('Ver con el proveedor', 'Luis')
    sheet['C7'].hyperlink = 'https://www.example.com/?a=1&b=2'
    sheet.row_dimensions.group(8, 10, hidden=True)
    sheet.column_dimensions.group('I', 'K', hidden=True)
    sheet.freeze_panes = 'D5'
    sheet.print_title_rows = '4:4'
    sheet.print_area = 'A1:G20'
    sheet.oddFooter.center.text = 'Página &P de &N'
    sheet.sheet_properties.tabColor = 'FF8800'
    made.add_named_style(NamedStyle(name='Propio', font=Font(italic=True), protection=Protection(locked=False)))
    sheet['B5'].style = 'Propio'
    made.defined_names.append(DefinedName('Todo', attr_text='Compras!$A$4:$G$20'))
    made.defined_names.append(DefinedName('Tasa', attr_text='0.18'))
    hidden = made.create_sheet('Datos ocultos')
    fill(hidden, seed=12)
    hidden.sheet_state = 'veryHidden'
    made.security = WorkbookProtection(lockStructure=True)
    made.save(path('op-reglas.xlsx'))


def external():
    made, sheet = book()
    fill(sheet)
    sheet['I2'] = "=[1]Tarifas!$A$1*2"
    data = ExternalSheetData(sheetId=0, row=[ExternalRow(r=1, cell=[ExternalCell(r='A1', v='3.75')])])
    link = ExternalLink(externalBook=ExternalBook(
        sheetNames=ExternalSheetNames(sheetName=['Tarifas']), sheetDataSet=ExternalSheetDataSet(sheetData=[data])))
    link.file_link = Relationship(type='externalLinkPath', Target='file:///C:/Datos/tarifas%202026.xlsx', TargetMode='External', Id='rId1')
    made._external_links.append(link)
    made.save(path('op-externo.xlsx'))


def table():
    made, sheet = book()
    fill(sheet, 3)
    sheet.protection.sheet = True
    made_table = Table(displayName='TablaCompras', ref='A3:G%d' % (3 + COUNT))
    made_table.tableStyleInfo = TableStyleInfo(name='TableStyleLight9', showRowStripes=True)
    sheet.add_table(made_table)
    made.save(path('op-tabla.xlsx'))


def filtered():
    made, sheet = book()
    fill(sheet)
    sheet.auto_filter.ref = 'A1:G%d' % (COUNT + 1)
    sheet.auto_filter.add_filter_column(1, ['F001-000401', 'F001-000402'], blank=False)
    sheet.auto_filter.add_sort_condition('E2:E%d' % (COUNT + 1))
    for n in range(4, COUNT + 2):
        sheet.row_dimensions[n].hidden = True
    other = made.create_sheet('Copia')
    fill(other, seed=13)
    made.save(path('op-filtro.xlsx'))


def streamed():
    made = openpyxl.Workbook(write_only=True)
    sheet = made.create_sheet('Compras')
    sheet.append(HEADER)
    for row in purchases(40, 14):
        sheet.append(row)
    made.save(path('op-en-serie.xlsx'))


def make():
    for one in (charts, rules, external, table, filtered, streamed):
        one()
