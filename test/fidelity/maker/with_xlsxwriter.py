"""Workbooks by XlsxWriter: charts, formats, tables, filters, macros, comments, shapes, sparklines, protection."""
import io
import os
import tempfile

import xlsxwriter

from .register import HEADER, MADE, macro_bin, path, png, purchases

COUNT = 18


def book(name, **options):
    made = xlsxwriter.Workbook(path(name), {'default_date_format': 'dd/mm/yyyy', **options})
    made.set_properties({'title': name, 'author': 'Corpus', 'created': MADE})
    return made


def fill(made, sheet, first=0, count=COUNT, seed=1):
    head = made.add_format({'bold': True, 'bg_color': '#DDE8F0', 'border': 1, 'text_wrap': True})
    money = made.add_format({'num_format': '#,##0.00'})
    sheet.write_row(first, 0, HEADER, head)
    rows = purchases(count, seed)
    for n, row in enumerate(rows, first + 1):
        sheet.write_datetime(n, 0, row[0])
        sheet.write_string(n, 1, row[1])
        sheet.write_string(n, 2, row[2])
        sheet.write_string(n, 3, row[3])
        sheet.write_number(n, 4, row[4], money)
        sheet.write_number(n, 5, row[5], money)
        sheet.write_formula(n, 6, '=E%d+F%d' % (n + 1, n + 1), money, row[6])
    sheet.set_column(2, 2, 14)
    sheet.set_column(3, 3, 34)
    return rows


def charts():
    made = book('xw-graficos.xlsx')
    sheet = made.add_worksheet('Compras')
    fill(made, sheet)
    chart = made.add_chart({'type': 'column'})
    chart.add_series({'categories': '=Compras!$B$2:$B$19', 'values': '=Compras!$E$2:$E$19', 'name': 'Base',
                      'data_labels': {'value': True}, 'trendline': {'type': 'linear'}})
    line = made.add_chart({'type': 'line'})
    line.add_series({'values': '=Compras!$F$2:$F$19', 'y2_axis': True, 'marker': {'type': 'diamond'}})
    chart.combine(line)
    chart.set_title({'name': 'Compras de octubre'})
    sheet.insert_chart('I3', chart)
    other = made.add_worksheet('Resumen')
    for n, kind in enumerate(['pie', 'scatter', 'area', 'radar', 'doughnut']):
        small = made.add_chart({'type': kind})
        small.add_series({'categories': '=Compras!$E$2:$E$9', 'values': '=Compras!$G$2:$G$9'})
        other.insert_chart(n * 16, 1, small)
    whole = made.add_chart({'type': 'bar', 'subtype': 'stacked'})
    whole.add_series({'values': '=Compras!$E$2:$E$19'})
    made.add_chartsheet('Gráfico').set_chart(whole)
    made.close()


def formats():
    made = book('xw-formatos.xlsx')
    sheet = made.add_worksheet('Compras')
    fill(made, sheet, 4)
    red = made.add_format({'bg_color': '#FFC7CE', 'font_color': '#9C0006'})
    bold = made.add_format({'bold': True, 'font_color': 'blue'})
    sheet.merge_range('A1:G1', 'REGISTRO DE COMPRAS – OCTUBRE', made.add_format({'bold': True, 'align': 'center'}))
    sheet.write_rich_string('A2', 'Período ', bold, '2026-10', ' de la ', bold, 'empresa')
    sheet.conditional_format('E6:E23', {'type': 'data_bar', 'data_bar_2010': True, 'bar_negative_color': 'red'})
    sheet.conditional_format('F6:F23', {'type': 'icon_set', 'icon_style': '3_traffic_lights'})
    sheet.conditional_format('G6:G23', {'type': '3_color_scale'})
    sheet.conditional_format('A6:Z23', {'type': 'formula', 'criteria': '=$E6>5000', 'format': red})
    sheet.conditional_format('C1:C1048576', {'type': 'duplicate', 'format': red})
    sheet.data_validation('B6:B23', {'validate': 'list', 'source': ['F001', 'B001'], 'error_type': 'warning'})
    sheet.data_validation('H6:XFD23', {'validate': 'custom', 'value': '=LEN(H6)<100', 'ignore_blank': True})
    made.define_name('Totales', '=Compras!$G$6:$G$23')
    made.define_name('Compras!Local', '=Compras!$A$1')
    sheet.write_url('A3', 'https://www.example.com/a?b=1&c=2', string='enlace')
    sheet.write_url('B3', "internal:'Otra hoja'!A1")
    sheet.freeze_panes(5, 3)
    sheet.set_row(3, 30, None, {'level': 1, 'hidden': True})
    sheet.set_column('J:L', 5, None, {'level': 1, 'collapsed': True})
    sheet.set_column('N:XFD', None, None, {'hidden': True})
    sheet.set_header('&L&G&C&D', {'image_left': 'logo.png', 'image_data_left': io.BytesIO(png())})
    sheet.print_area('A1:G23')
    sheet.repeat_rows(4)
    sheet.set_h_pagebreaks([12])
    sheet.set_landscape()
    other = made.add_worksheet('Otra hoja')
    other.write('A1', '  espacios y\nsaltos _x000D_ & <etiquetas> "comillas"')
    made.close()


def tables():
    made = book('xw-tabla.xlsx')
    sheet = made.add_worksheet('Compras')
    rows = [[n if i else n.toordinal() - 693594 for i, n in enumerate(row)] for row in purchases(COUNT)]
    sheet.add_table(2, 0, 2 + COUNT + 1, 6, {
        'name': 'Compras', 'style': 'Table Style Medium 4', 'total_row': True, 'data': rows,
        'columns': [{'header': h, **({'total_function': 'sum'} if i > 3 else {})} for i, h in enumerate(HEADER)]})
    other = made.add_worksheet('Dos tablas')
    other.add_table('A1:C5', {'data': [[row[2], row[3], row[4]] for row in purchases(4, 2)],
                              'columns': [{'header': 'RUC'}, {'header': 'Nombre'}, {'header': 'VEREDICTO'}]})
    other.add_table('F1:G5', {'data': [['a', 1], ['b', 2], ['c', 3], ['d', 4]],
                              'columns': [{'header': 'Clave'}, {'header': 'Valor', 'formula': '=LEN([@Clave])'}]})
    made.close()


def table_without_totals():
    made = book('xw-tabla-crece.xlsx')
    sheet = made.add_worksheet('Compras')
    sheet.add_table(0, 0, 10, 3, {'name': 'Proveedores', 'data': [row[1:5] for row in purchases(10, 3)],
                                  'columns': [{'header': h} for h in ['Comprobante', 'RUC', 'ESTADO', 'Base']]})
    made.close()


def filters():
    made = book('xw-filtro.xlsx')
    sheet = made.add_worksheet('Compras')
    rows = fill(made, sheet)
    sheet.autofilter(0, 0, COUNT, 6)
    sheet.filter_column('E', 'x > 3000')
    for n, row in enumerate(rows, 1):
        if row[4] <= 3000:
            sheet.set_row(n, None, None, {'hidden': True})
    made.add_worksheet('Oculta').hide()
    last = made.add_worksheet('Última')
    last.hide()
    fill(made, last, seed=7)
    made.close()


def macros():
    with tempfile.NamedTemporaryFile(suffix='.bin', delete=False) as binary:
        binary.write(macro_bin())
    made = book('xw-macro.xlsm')
    made.add_vba_project(binary.name)
    made.set_vba_name('ThisWorkbook')
    sheet = made.add_worksheet('Compras')
    sheet.set_vba_name('Hoja1')
    fill(made, sheet)
    sheet.insert_button('I2', {'macro': 'Validar', 'caption': 'Validar', 'width': 80, 'height': 30})
    made.close()
    os.unlink(binary.name)


def comments():
    made = book('xw-comentarios.xlsx')
    sheet = made.add_worksheet('Compras')
    fill(made, sheet, 6)
    sheet.insert_image('A1', 'logo.png', {'image_data': io.BytesIO(png(60, 40)), 'url': 'https://www.example.com'})
    sheet.insert_image('E1', 'sello.png', {'image_data': io.BytesIO(png(20, 20, (200, 0, 0))), 'object_position': 3})
    sheet.write_comment('C8', 'Revisar este número', {'author': 'Ana', 'visible': True})
    sheet.write_comment('H9', 'Nota al lado de los datos')
    sheet.insert_textbox('I12', 'Un recuadro\nsobre los datos', {'width': 120, 'height': 60})
    other = made.add_worksheet('Minigráficos')
    for n in range(4):
        other.write_row(n, 0, [1, 5, 2, 8 - n])
        other.add_sparkline(n, 5, {'range': "'Minigráficos'!A%d:D%d" % (n + 1, n + 1), 'type': ['line', 'column', 'win_loss'][n % 3]})
    fill(made, made.add_worksheet('Con minigráficos'), seed=5)
    made.get_worksheet_by_name('Con minigráficos').add_sparkline('I2', {'range': "'Con minigráficos'!E2:G2"})
    made.close()


def protected():
    made = book('xw-protegida.xlsx')
    sheet = made.add_worksheet('Compras')
    fill(made, sheet)
    sheet.protect('clave', {'autofilter': True, 'sort': True})
    sheet.unprotect_range('A2:B9', 'Editable')
    sheet.write_array_formula('J2:J4', '{=E2:E4*2}')
    sheet.write_dynamic_array_formula('L2', '=UNIQUE(C2:C19)')
    sheet.ignore_errors({'number_stored_as_text': 'C2:C19'})
    sheet.set_background(io.BytesIO(png(8, 8)), True)
    made.close()


def streamed():
    made = book('xw-en-serie.xlsx', constant_memory=True)
    made.use_zip64()
    sheet = made.add_worksheet('Compras')
    for n, row in enumerate([HEADER] + purchases(60, 4)):
        for column, value in enumerate(row):
            if column == 0 and n:
                sheet.write_datetime(n, column, value)
            else:
                sheet.write(n, column, value)
    made.close()


def mac():
    made = book('xw-1904.xlsx', date_1904=True)
    sheet = made.add_worksheet('Compras')
    sheet.right_to_left()
    sheet.set_zoom(80)
    fill(made, sheet)
    made.close()


def make():
    for one in (charts, formats, tables, table_without_totals, filters, macros, comments, protected, streamed, mac):
        one()
