"""SUNAT's own formats: Formato 8.1 and 14.1 with headers of three to seven rows, merged."""
from . import people
from .layout import Table, layout

BODY_81 = [('', 'cuo'), ('', 'fecha'), ('', 'vence'), ('', 'cp'), ('', 'serie'), ('', 'nada'), ('', 'numero'), ('', 'tipo'),
           ('', 'ruc'), ('', 'nombre'), ('', 'base'), ('', 'igv'), ('', 'cero'), ('', 'total'), ('', 'tc'), ('', 'nada')]
NAME = 'APELLIDOS Y NOMBRES, DENOMINACIÓN O RAZÓN SOCIAL'
OTHERS = [people.Party('1', '44556677', 'QUIROZ INGA LUIS', False), people.Party('0', '00B62492277', 'NUBE IBÉRICA S.L.', False),
          people.filler()]


def owner_block(lay, sheet, formato, column=1):
    lay.title(sheet, ['%s' % formato, None, ('PERÍODO:', 'OCTUBRE 2026'), ('RUC:', people.OWNER[0]),
                      (NAME + ':', people.OWNER[1])], column=column)


def totals(table, column):
    table.sheet.put(table.last + 1, column, 'TOTALES', True)
    table.sheet.line(table.last + 1, column + 1, [1000.5, 180.09, 0.0, 1180.59])


def purchases(lay, sheet, header, top, height):
    for (first, left, last, right, text) in header:
        sheet.merge(first, left, last, right, text)
    table = Table(sheet, top, 1, BODY_81, lay.purchases(35, 90, OTHERS), header_rows=height)
    totals(table, 10)
    return table


@layout('b01-formato-8.1-siete-filas', 'seven header rows (7 to 13), the leaf NÚMERO in row 11 merged to 13', 'formato encabezado-alto dueno')
def seven(lay):
    sheet = lay.sheet('Formato 8.1')
    owner_block(lay, sheet, 'FORMATO 8.1: REGISTRO DE COMPRAS')
    header = [(7, 1, 13, 1, None), (7, 2, 13, 2, 'FECHA DE EMISIÓN DEL COMPROBANTE DE PAGO O DOCUMENTO'), (7, 3, 13, 3, 'FECHA DE VENCIMIENTO O FECHA DE PAGO (1)'),
              (7, 4, 8, 6, 'COMPROBANTE DE PAGO O DOCUMENTO'), (9, 4, 13, 4, 'TIPO (TABLA 10)'), (9, 5, 13, 5, 'SERIE O CÓDIGO DE LA DEPENDENCIA ADUANERA (TABLA 11)'),
              (9, 6, 13, 6, 'AÑO DE EMISIÓN DE LA DUA O DSI'), (7, 7, 13, 7, 'N° DEL COMPROBANTE DE PAGO, DOCUMENTO, N° DE ORDEN DEL FORMULARIO FÍSICO O VIRTUAL'),
              (7, 8, 8, 10, 'INFORMACIÓN DEL PROVEEDOR'), (9, 8, 10, 9, 'DOCUMENTO DE IDENTIDAD'), (11, 8, 13, 8, 'TIPO (TABLA 2)'),
              (11, 9, 13, 9, 'NÚMERO'), (9, 10, 13, 10, NAME), (7, 11, 9, 12, 'ADQUISICIONES GRAVADAS DESTINADAS A OPERACIONES GRAVADAS'),
              (10, 11, 13, 11, 'BASE IMPONIBLE'), (10, 12, 13, 12, 'IGV'), (7, 13, 13, 13, 'OTROS TRIBUTOS Y CARGOS'), (7, 14, 13, 14, 'IMPORTE TOTAL'),
              (7, 15, 13, 15, 'TIPO DE CAMBIO'), (7, 16, 13, 16, 'CONSTANCIA DE DEPÓSITO DE DETRACCIÓN')]
    sheet.put(8, 1, 'NÚMERO', True)
    sheet.put(9, 1, 'CORRELATIVO', True)
    header[0] = (7, 1, 7, 1, 'CÓDIGO')
    lay.answer(purchases(lay, sheet, header, 7, 7), origenReconocido='Formato 8.1')


@layout('b02-formato-8.1-cuatro-filas', 'four header rows, one of them blank inside merges, a second NÚMERO at the right', 'formato encabezado-alto dueno', 'xlsxwriter')
def four(lay):
    sheet = lay.sheet('COMPRAS OCT')
    owner_block(lay, sheet, 'FORMATO 8.1: REGISTRO DE COMPRAS')
    header = [(8, 1, 11, 1, 'CORRELATIVO'), (8, 2, 11, 2, 'FECHA DE EMISIÓN'), (8, 3, 11, 3, 'FECHA DE VENCIMIENTO'), (8, 4, 9, 7, 'COMPROBANTE DE PAGO'),
              (10, 4, 11, 4, 'TIPO'), (10, 5, 11, 5, 'SERIE'), (10, 6, 11, 6, 'AÑO DUA'), (10, 7, 11, 7, 'NÚMERO'),
              (8, 8, 9, 10, 'INFORMACIÓN DEL PROVEEDOR'), (10, 8, 11, 8, 'TIPO'), (10, 9, 11, 9, 'NÚMERO'), (10, 10, 11, 10, NAME),
              (8, 11, 11, 11, 'BASE IMPONIBLE'), (8, 12, 11, 12, 'IGV'), (8, 13, 11, 13, 'NO GRAVADAS'), (8, 14, 11, 14, 'IMPORTE TOTAL'),
              (8, 15, 11, 15, 'T.C.'), (8, 16, 9, 16, 'DETRACCIÓN'), (10, 16, 11, 16, 'NÚMERO')]
    lay.answer(purchases(lay, sheet, header, 8, 4), origenReconocido='Formato 8.1')


@layout('b03-formato-8.1-tres-filas', 'three header rows, leaf NUMERO)', 'formato encabezado-alto dueno', 'libreoffice')
def three(lay):
    sheet = lay.sheet('8.1')
    owner_block(lay, sheet, 'FORMATO 8.1 : "REGISTRO DE COMPRAS"')
    header = [(6, 1, 8, 1, 'NÚMERO CORRELATIVO DEL REGISTRO'), (6, 2, 8, 2, 'FECHA DE EMISIÓN DEL COMPROBANTE'), (6, 3, 8, 3, 'FECHA DE VENCIMIENTO'),
              (6, 4, 6, 7, 'COMPROBANTE DE PAGO O DOCUMENTO'), (7, 4, 8, 4, 'TIPO (TABLA 10)'), (7, 5, 8, 5, 'SERIE'), (7, 6, 8, 6, 'AÑO'), (7, 7, 8, 7, 'NÚMERO'),
              (6, 8, 6, 10, 'INFORMACIÓN DEL PROVEEDOR'), (7, 8, 7, 9, 'DOCUMENTO DE IDENTIDAD'), (8, 8, 8, 8, 'TIPO (TABLA 2)'), (8, 9, 8, 9, 'NUMERO)'),
              (7, 10, 8, 10, NAME), (6, 11, 8, 11, 'BASE IMPONIBLE'), (6, 12, 8, 12, 'IGV'), (6, 13, 8, 13, 'OTROS'), (6, 14, 8, 14, 'TOTAL'), (6, 15, 8, 15, 'TIPO DE CAMBIO')]
    lay.answer(purchases(lay, sheet, header, 6, 3), origenReconocido='Formato 8.1')


@layout('b04-formato-8.1-sin-combinar', 'five header rows whose cells are not merged at all', 'formato encabezado-alto dueno')
def unmerged(lay):
    sheet = lay.sheet('Registro')
    owner_block(lay, sheet, 'FORMATO 8.1: REGISTRO DE COMPRAS')
    lines = [['NÚMERO', 'FECHA DE', 'FECHA DE', 'COMPROBANTE DE PAGO', None, None, 'N° DEL', 'INFORMACIÓN DEL PROVEEDOR', None, None, 'BASE', 'IGV', 'OTROS', 'IMPORTE', 'TIPO', None],
             ['CORRELATIVO', 'EMISIÓN DEL', 'VENCIMIENTO', 'O DOCUMENTO', None, None, 'COMPROBANTE', 'DOCUMENTO', 'DE IDENTIDAD', 'APELLIDOS Y NOMBRES,', 'IMPONIBLE', None, 'TRIBUTOS', 'TOTAL', 'DE', None],
             ['DEL REGISTRO', 'COMPROBANTE', 'O FECHA', 'TIPO', 'SERIE', 'AÑO', 'DE PAGO', 'TIPO', 'NÚMERO', 'DENOMINACIÓN', None, None, 'Y CARGOS', None, 'CAMBIO', None],
             ['O CÓDIGO', 'DE PAGO', 'DE PAGO', '(TABLA 10)', None, 'DUA', None, '(TABLA 2)', None, 'O RAZÓN', None, None, None, None, None, None],
             ['ÚNICO', None, None, None, None, None, None, None, None, 'SOCIAL', None, None, None, None, None, None]]
    for i, line in enumerate(lines):
        sheet.line(7 + i, 1, line, True)
    table = Table(sheet, 7, 1, BODY_81, lay.purchases(30, 70, OTHERS), header_rows=5)
    totals(table, 10)
    lay.answer(table, origenReconocido='Formato 8.1')


BODY_141 = [('', 'cuo'), ('', 'fecha'), ('', 'cp'), ('', 'serie'), ('', 'numero'), ('', 'tipon'), ('', 'ruc'), ('', 'nombre'),
            ('', 'base'), ('', 'igv'), ('', 'total')]


def header_141(sheet):
    for place in [(7, 1, 9, 1, 'NÚMERO CORRELATIVO DEL REGISTRO O CÓDIGO ÚNICO DE LA OPERACIÓN'), (7, 2, 9, 2, 'FECHA DE EMISIÓN DEL COMPROBANTE DE PAGO O DOCUMENTO'),
                  (7, 3, 7, 5, 'COMPROBANTE DE PAGO O DOCUMENTO'), (8, 3, 9, 3, 'TIPO (TABLA 10)'), (8, 4, 9, 4, 'N° SERIE'), (8, 5, 9, 5, 'NÚMERO'),
                  (7, 6, 7, 8, 'INFORMACIÓN DEL CLIENTE'), (8, 6, 8, 7, 'DOCUMENTO DE IDENTIDAD'), (9, 6, 9, 6, 'TIPO (TABLA 2)'), (9, 7, 9, 7, 'NÚMERO'),
                  (8, 8, 9, 8, NAME), (7, 9, 9, 9, 'BASE IMPONIBLE DE LA OPERACIÓN GRAVADA'), (7, 10, 9, 10, 'IGV Y/O IPM'), (7, 11, 9, 11, 'IMPORTE TOTAL')]:
        sheet.merge(*place)


@layout('b05-formato-14.1', 'sales: the invoice NÚMERO one row above the client’s; many DNI', 'formato encabezado-alto dueno otros-documentos')
def sales(lay):
    sheet = lay.sheet('14.1')
    owner_block(lay, sheet, 'FORMATO 14.1: REGISTRO DE VENTAS E INGRESOS')
    header_141(sheet)
    others = [people.with_dni(lay.rng) for _ in range(45)] + [people.filler('00000000')]
    table = Table(sheet, 7, 1, BODY_141, lay.purchases(25, 90, others), header_rows=3)
    totals(table, 8)
    lay.answer(table, origenReconocido='Formato 14.1')


@layout('b06-formato-14.1-sin-ruc', 'sales to nobody in particular: 120 times 99999999 and VARIOS', 'formato sin-ruc dueno', 'xlsxwriter')
def sales_without(lay):
    sheet = lay.sheet('14.1')
    owner_block(lay, sheet, 'FORMATO 14.1: REGISTRO DE VENTAS E INGRESOS')
    header_141(sheet)
    Table(sheet, 7, 1, BODY_141, lay.docs([people.filler('99999999')], 120), header_rows=3)
    lay.without_ruc(sheet, 7, 9)


@layout('b07-dueno-en-la-misma-columna', 'the owner’s RUC stands in the title above the suppliers’ column', 'formato dueno')
def owner_above(lay):
    sheet = lay.sheet('Compras')
    for row, (label, value) in enumerate([('REGISTRO DE COMPRAS', None), ('PERIODO', '2026-10'), ('RUC', people.OWNER[0]), ('RAZON SOCIAL', people.OWNER[1])], 1):
        sheet.put(row, 3, label, True)
        sheet.put(row, 4, value)
    columns = [('FECHA', 'fecha'), ('SERIE', 'serie'), ('NUMERO', 'numero'), ('RUC', 'ruc'), ('RAZON SOCIAL', 'nombre'), ('TOTAL', 'total')]
    lay.answer(Table(sheet, 7, 1, columns, lay.purchases(20, 50)))


@layout('b08-dueno-como-numero', 'the same with the number as a number and no header word in the title', 'formato dueno', 'xlsxwriter')
def owner_above_number(lay):
    sheet = lay.sheet('Compras')
    lay.title(sheet, [people.OWNER[1], int(people.OWNER[0]), 'Octubre 2026'])
    columns = [('DOC. IDENTIDAD', 'rucn'), ('PROVEEDOR', 'nombre'), ('EMISION', 'fecha'), ('CPE', 'cpe'), ('TOTAL', 'total')]
    lay.answer(Table(sheet, 6, 1, columns, lay.purchases(20, 50)))


@layout('b09-dos-meses-apilados', 'two registers one below the other, each with its title and header', 'otra-tabla formato')
def stacked(lay):
    sheet = lay.sheet('Anual')
    columns = [('FECHA', 'fecha'), ('SERIE', 'serie'), ('NUMERO', 'numero'), ('RUC', 'ruc'), ('PROVEEDOR', 'nombre'), ('TOTAL', 'total')]
    sheet.put(1, 1, 'COMPRAS', True)
    above = Table(sheet, 3, 1, columns, lay.purchases(25, 40))
    top = above.last + 3
    sheet.put(top, 1, 'VENTAS', True)
    below = Table(sheet, top + 2, 1, [('FECHA', 'fecha'), ('SERIE', 'serie'), ('NUMERO', 'numero'), ('RUC CLIENTE', 'ruc'), ('CLIENTE', 'nombre'), ('TOTAL', 'total')],
                  lay.purchases(12, 20))
    lay.answer(above, ofrecidas=[lay.place(below)])


@layout('b10-encabezado-por-pagina', 'a printed report: the header again on every page, subtotals between', 'otra-tabla bloques', 'inline')
def pages(lay):
    sheet = lay.sheet('Reporte')
    columns = [('FECHA', 'fechat'), ('DOCUMENTO', 'cpe'), ('RUC', 'ruc'), ('RAZON SOCIAL', 'nombre'), ('TOTAL', 'total')]
    rows = lay.purchases(30, 90)
    sheet.put(1, 1, people.OWNER[1], True)
    row, first = 3, None
    for page in range(3):
        table = Table(sheet, row, 1, columns, rows[page * 30:page * 30 + 30])
        first = first or table
        sheet.line(table.last + 1, 4, ['Subtotal página %d' % (page + 1), 1000.0])
        sheet.put(table.last + 2, 1, 'Página %d' % (page + 1))
        row = table.last + 5
    lay.answer(first, rows=90)
