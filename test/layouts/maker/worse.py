"""What people make of their books by hand: letterheads, pivots, pages, groups, look-ups, forms."""
from . import people
from .book import Formula
from .layout import MONEY, REGISTER, Table, layout

SUPPLIER = [('RUC', 'ruc'), ('Razón social', 'nombre')]


@layout('h01-membrete-de-39-filas', 'a letterhead and instructions down to row 38, the owner’s RUC among them', 'titulos dueno')
def letterhead(lay):
    sheet = lay.sheet('Compras')
    lay.title(sheet, [people.OWNER[1], 'RUC %s' % people.OWNER[0], 'Av. Grau 1234, Callao', 'Teléfono 014291234'], 12, 2)
    for n in range(9):
        sheet.put(18 + 2 * n, 2, '%d. Indique los datos tal como figuran en el comprobante de pago.' % (n + 1))
    sheet.line(38, 2, ['Periodo:', 'Octubre 2026'])
    lay.answer(Table(sheet, 40, 2, REGISTER + [('N° RUC', 'ruc'), ('Proveedor', 'nombre')] + MONEY, lay.purchases(20, 45)))


@layout('h02-guiones-en-el-numero', '20-13131295-5: hyphens before the body and the check digit', 'danados', 'xlsxwriter')
def hyphens(lay):
    columns = REGISTER + [('R.U.C. N°', lambda d: '%s-%s-%s' % (d.party.numero[:2], d.party.numero[2:10], d.party.numero[10])), ('Proveedor', 'nombre')] + MONEY
    lay.answer(Table(lay.sheet('Compras'), 1, 1, columns, lay.purchases(20, 45)), 3, rows=45)


@layout('h03-nombre-y-numero-juntos', 'one cell: the name, then RUC and the number in brackets', 'numero-y-texto', 'inline')
def name_first(lay):
    columns = REGISTER + [('Proveedor', lambda d: '%s (RUC %s)' % (d.party.nombre, d.party.numero)), ('Concepto', 'glosa')] + MONEY
    lay.answer(Table(lay.sheet('Gastos'), 3, 1, columns, lay.purchases(20, 45)), 3, rows=45)


@layout('h04-ruc-o-dni-tipo-lejos', 'RUC and DNI in one column, the words RUC and DNI three columns to the right', 'otros-documentos')
def type_far_right(lay):
    others = [people.with_dni(lay.rng) for _ in range(18)]
    columns = REGISTER + [('N° de documento', 'ruc'), ('Cliente', 'nombre'), ('Concepto', 'glosa'), ('Tipo de documento', lambda d: 'RUC' if d.party.judged else 'DNI')] + MONEY
    lay.answer(Table(lay.sheet('Ventas'), 1, 1, columns, lay.purchases(20, 60, others)))


@layout('h05-tres-meses-lado-a-lado', 'three months side by side under merged titles, of different lengths', 'lado-a-lado varias-respuestas', 'xlsxwriter')
def three_months(lay):
    sheet = lay.sheet('Trimestre')
    tables = []
    for n, (month, count) in enumerate([('OCTUBRE', 30), ('NOVIEMBRE', 22), ('DICIEMBRE', 12)]):
        left = 1 + n * 5
        sheet.merge(1, left, 1, left + 3, month)
        tables.append(Table(sheet, 2, left, [('Fecha', 'fecha'), ('RUC', 'ruc'), ('Proveedor', 'nombre'), ('Total', 'total')], lay.purchases(12, count)))
    others = [lay.place(table) for table in tables[1:]]
    lay.answer(tables[0], alternativas=others, ofrecidas=others)


@layout('h06-dinamica-compacta', 'a compact pivot: numbers and, indented below them, months in one column', 'bloques otros-documentos')
def compact_pivot(lay):
    sheet = lay.sheet('Dinámica')
    sheet.line(1, 1, ['Año', '2026'])
    sheet.line(3, 1, ['Etiquetas de fila', 'Suma de Importe total', 'Cuenta de Comprobante'], True)
    row = 4
    for party in lay.parties(14):
        sheet.line(row, 1, [party.numero, 1234.5, 3], True)
        for n, month in enumerate(['oct', 'nov', 'dic']):
            sheet.line(row + 1 + n, 1, [month, 411.5, 1])
        row += 4
    sheet.line(row, 1, ['Total general', 17283.0, 42], True)
    lay.expected = {'respuesta': 'columna', 'hoja': 'Dinámica', 'columna': 'A', 'encabezado': 3, 'filas': 14, 'columnaNombre': '', 'columnaFecha': ''}


@layout('h07-dinamica-tabular', 'a tabular pivot: each number once, its comprobantes beside, and a row Total 20131312955', 'bloques', 'xlsxwriter')
def tabular_pivot(lay):
    sheet = lay.sheet('Hoja3')
    sheet.line(3, 1, ['RUC', 'Proveedor', 'Comprobante', 'Suma de Total'], True)
    row = 4
    for party in lay.parties(12):
        for n in range(3):
            doc = people.Doc(lay.rng, party, n, 3)
            sheet.line(row + n, 1, [party.numero if n == 0 else None, party.nombre if n == 0 else None, '%s-%08d' % (doc.serie, doc.numero), doc.total])
        sheet.line(row + 3, 1, ['Total %s' % party.numero, None, None, 300.5])
        row += 4
    sheet.line(row, 1, ['Total general', None, None, 3606.0])
    lay.expected = {'respuesta': 'columna', 'hoja': 'Hoja3', 'columna': 'A', 'encabezado': 3, 'filas': 12, 'columnaNombre': 'B', 'columnaFecha': ''}


@layout('h08-grupos-plegados', 'folded groups: rows hidden, a subtotal with the supplier’s name after each', 'bloques ocultas')
def folded(lay):
    sheet = lay.sheet('Detalle')
    columns = REGISTER + SUPPLIER + MONEY
    sheet.line(1, 1, [text for text, _ in columns], True)
    row, first, judged = 2, None, 0
    for party in lay.parties(9):
        docs = lay.docs([party], 5)
        table = Table(sheet, row, 1, columns, docs, header_rows=0)
        first, judged = first or table, judged + 5
        sheet.hidden_rows.update(range(row, row + 5))
        sheet.line(row + 5, 4, ['Total %s' % party.nombre, 100.5, 18.09, 118.59])
        row += 6
    lay.answer(first, header=1, rows=judged)


@layout('h09-paginas-impresas', 'each printed page repeats title, owner’s RUC, two header rows; VAN and VIENEN between', 'dueno encabezado-alto bloques', 'inline')
def printed_pages(lay):
    sheet = lay.sheet('Listado')
    columns = [('', 'fecha'), ('', 'cpe'), ('', 'ruc'), ('', 'nombre'), ('', 'total')]
    row, first, judged = 1, None, 0
    for page in range(4):
        sheet.line(row, 1, [people.OWNER[1], None, None, 'Página:', page + 1])
        sheet.line(row + 1, 1, ['RUC:', people.OWNER[0]])
        sheet.put(row + 2, 2, 'REGISTRO DE COMPRAS - OCTUBRE 2026', True)
        sheet.line(row + 4, 1, ['FECHA DE', 'COMPROBANTE', 'RUC DEL', 'NOMBRE O', 'IMPORTE'], True)
        sheet.line(row + 5, 1, ['EMISIÓN', 'DE PAGO', 'PROVEEDOR', 'RAZÓN SOCIAL', 'TOTAL'], True)
        if page:
            sheet.line(row + 6, 4, ['VIENEN', 1000.5])
        table = Table(sheet, row + 7, 1, columns, lay.purchases(12, 20), header_rows=0)
        first, judged = first or table, judged + 20
        sheet.line(table.last + 1, 4, ['VAN', 2000.5])
        row = table.last + 3
    lay.answer(first, header=6, rows=judged)


@layout('h10-apostrofes-y-espacios', 'a column of texts with a written apostrophe, blanks and hard blanks around', 'danados numero-y-texto')
def apostrophes(lay):
    forms = ["'%s", '%s ', '\u00a0%s', ' %s', '%s\u00a0', '%s']
    columns = REGISTER + [(' RUC ', lambda d: forms[d.n % len(forms)] % d.party.numero), ('Proveedor', 'nombre')] + MONEY
    lay.answer(Table(lay.sheet('Hoja1'), 1, 1, columns, lay.purchases(20, 45)), 3, rows=45)


@layout('h11-buscarv', 'number and name by VLOOKUP from a hidden list; some not found (#N/A)', 'ocultas otros-documentos', 'xlsxwriter')
def vlookup(lay):
    sheet = lay.sheet('Planilla de pagos')
    docs = lay.purchases(15, 40)
    found = lambda d, text: '#N/A' if d.n % 10 == 7 else text  # noqa: E731
    columns = [('Código', lambda d: 'PRV%03d' % (d.n % 15)), ('RUC', lambda d: Formula('=VLOOKUP(A%d,Lista!A:C,2,0)' % (d.n + 4), found(d, d.party.numero))),
               ('Beneficiario', lambda d: Formula('=VLOOKUP(A%d,Lista!A:C,3,0)' % (d.n + 4), found(d, d.party.nombre))), ('Fecha de pago', 'vence'), ('Importe', 'total')]
    table = Table(sheet, 3, 1, columns, docs)
    lay.title(sheet, ['PLANILLA DE PAGOS A PROVEEDORES'])
    Table(lay.sheet('Lista', 'hidden'), 1, 1, [('Código', lambda d: 'PRV%03d' % d.n), ('RUC', 'ruc'), ('Nombre', 'nombre')], lay.purchases(15, 15))
    lay.answer(table, 2, rows=sum(1 for d in docs if d.n % 10 != 7), columnaNombre='C', columnaFecha='')


@layout('h12-hoja-1-2', 'an empty first sheet, a copied one named with brackets, its table far from the corner', 'nombre-de-hoja titulos')
def copied_sheet(lay):
    lay.sheet('Hoja 1')
    sheet = lay.sheet('Hoja 1 (2)')
    sheet.put(2, 5, 'PENDIENTES DE PAGO AL 31/10/2026', True)
    lay.answer(Table(sheet, 6, 5, [('Vencimiento', 'vence'), ('Ruc', 'rucn'), ('Acreedor', 'nombre'), ('Factura', 'cpe'), ('Saldo', 'total')], lay.purchases(20, 45)), columnaFecha='')


@layout('h13-tabla-con-totales', 'a table object with a totals row, and two lines with the accountant’s RUC below', 'otra-tabla', 'xlsxwriter')
def table_with_totals(lay):
    sheet = lay.sheet('Compras')
    columns = REGISTER + SUPPLIER + MONEY
    table = Table(sheet, 3, 1, columns, lay.purchases(20, 45))
    end = table.last + 1
    sheet.line(end, 1, ['Total', None, 45, None, 1000.5, 180.09, 1180.59])
    sheet.tables.append((3, 1, end, len(columns)))
    sheet.totals.add((3, 1, end, len(columns)))
    sheet.put(end + 2, 3, 'Elaborado por: %s' % people.person_name(lay.rng))
    sheet.put(end + 3, 3, 'RUC: %s' % people.person(lay.rng).numero)
    lay.answer(table)


@layout('h14-dos-filas-por-registro', 'each record takes two rows: number merged over both, name above, address below; header merged alike', 'bloques encabezado-alto')
def two_rows_each(lay):
    sheet = lay.sheet('Directorio')
    sheet.merge(2, 1, 3, 1, 'ITEM')
    sheet.merge(2, 2, 3, 2, 'N° DE RUC')
    sheet.line(2, 3, ['RAZÓN SOCIAL', 'IMPORTE'], True)
    sheet.line(3, 3, ['DIRECCIÓN', 'MONEDA'], True)
    row = 4
    for n, party in enumerate(lay.parties(20)):
        sheet.merge(row, 1, row + 1, 1, n + 1)
        sheet.merge(row, 2, row + 1, 2, party.numero)
        sheet.line(row, 3, [party.nombre, 100.5 + n])
        sheet.line(row + 1, 3, ['AV. LOS PINOS %d, LIMA' % (100 + n), 'SOLES'])
        row += 2
    lay.expected = {'respuesta': 'columna', 'hoja': 'Directorio', 'columna': 'B', 'encabezado': 3, 'filas': 20, 'columnaNombre': 'C'}


@layout('h15-un-digito-por-celda', 'a printed form: every digit of the RUC in a cell of its own', 'no-hay', 'xlsxwriter')
def digit_boxes(lay):
    sheet = lay.sheet('Formulario')
    sheet.put(1, 1, 'DECLARACIÓN JURADA', True)
    for n, party in enumerate(lay.parties(10)):
        sheet.put(4 + n, 1, 'RUC')
        sheet.line(4 + n, 2, [int(digit) for digit in party.numero])
    lay.none()


@layout('h16-rendicion-de-caja', 'a petty-cash report: sections, travel rows with DNI, signatures below', 'bloques otros-documentos otra-tabla')
def petty_cash(lay):
    sheet = lay.sheet('RENDICION 014')
    lay.title(sheet, ['RENDICIÓN DE CAJA CHICA N° 014', ('Responsable:', people.person_name(lay.rng)), ('DNI:', '41223344'), ('Empresa:', people.OWNER[1]), ('RUC:', people.OWNER[0])])
    columns = [('N°', 'n'), ('FECHA', 'fecha'), ('SERIE - N°', 'cpe'), ('RUC / DNI', 'ruc'), ('PROVEEDOR', 'nombre'), ('CONCEPTO', 'glosa'), ('S/', 'total')]
    sheet.line(8, 1, [text for text, _ in columns], True)
    sheet.put(9, 1, 'A. COMPROBANTES DE PAGO', True)
    first = Table(sheet, 10, 1, columns, lay.purchases(10, 14), header_rows=0)
    sheet.line(first.last + 1, 6, ['SUBTOTAL A', 900.5])
    sheet.put(first.last + 2, 1, 'B. MOVILIDAD', True)
    second = Table(sheet, first.last + 3, 1, columns, lay.docs([people.with_dni(lay.rng) for _ in range(3)], 6), header_rows=0)
    sheet.line(second.last + 1, 6, ['SUBTOTAL B', 60.5])
    sheet.line(second.last + 5, 2, ['______________', None, None, '______________'])
    sheet.line(second.last + 6, 2, ['V°B° Contabilidad', None, None, 'Responsable'])
    lay.answer(first, header=8)


@layout('h17-proveedor-y-cliente-con-padres', 'merged PROVEEDOR and CLIENTE, a RUC below each; the client is the owner', 'dueno mismo-titulo encabezado-alto')
def merged_parties(lay):
    sheet = lay.sheet('Comprobantes')
    sheet.merge(1, 1, 2, 1, 'FECHA')
    sheet.merge(1, 2, 1, 3, 'CLIENTE')
    sheet.merge(1, 4, 1, 5, 'PROVEEDOR')
    sheet.merge(1, 6, 2, 6, 'TOTAL')
    sheet.line(2, 2, ['RUC', 'NOMBRE', 'RUC', 'NOMBRE'], True)
    columns = [('', 'fecha'), ('', 'dueno'), ('', 'duenonombre'), ('', 'ruc'), ('', 'nombre'), ('', 'total')]
    lay.answer(Table(sheet, 1, 1, columns, lay.purchases(20, 45), header_rows=2))


@layout('h18-conciliacion', 'SUNAT’s list and the books’ beside each other, the same suppliers, a blank column between', 'lado-a-lado varias-respuestas', 'xlsxwriter')
def reconciliation(lay):
    sheet = lay.sheet('Conciliación')
    sheet.merge(1, 1, 1, 4, 'SEGÚN SUNAT')
    sheet.merge(1, 6, 1, 9, 'SEGÚN CONTABILIDAD')
    docs = lay.purchases(20, 45)
    columns = [('Comprobante', 'cpe'), ('RUC', 'ruc'), ('Proveedor', 'nombre'), ('Total', 'total')]
    first = Table(sheet, 2, 1, columns, docs)
    second = Table(sheet, 2, 6, columns, docs[:40])
    lay.answer(first, alternativas=[lay.place(second)], ofrecidas=[lay.place(second)])


@layout('h19-rectificado-tachado', 'two RUC columns: the one written and the one corrected by hand, the second nearly empty', 'ruc-casi-vacia varias-respuestas')
def corrected(lay):
    columns = REGISTER + [('RUC', 'ruc'), ('RUC corregido', lambda d: people.ruc('20', '44332211') if d.n in (3, 17) else None), ('Proveedor', 'nombre')] + MONEY
    lay.answer(Table(lay.sheet('Compras'), 1, 1, columns, lay.purchases(20, 45)))


@layout('h20-nota-encima-del-encabezado', 'long notes right above the header, which wraps lines: N°⏎RUC', 'titulos', 'inline')
def notes_above(lay):
    sheet = lay.sheet('Base')
    sheet.put(1, 1, 'Actualizado al 31/10/2026. No borre el RUC ni la razón social de los proveedores.', True)
    sheet.put(2, 1, 'Verifique el número de documento antes de registrar el comprobante.')
    lay.answer(Table(sheet, 3, 1, [('Ítem', 'n'), ('N°\nRUC', 'rucn'), ('Nombre o\nrazón social', 'nombre'), ('Fecha\nemisión', 'fecha'), ('Total\nS/', 'total')], lay.purchases(20, 45)))


@layout('h21-dos-tablas-cortas', 'purchases and, right below under its own header, sales: both short, in the same columns', 'otra-tabla varias-respuestas')
def short_tables(lay):
    sheet = lay.sheet('Octubre')
    sheet.put(1, 1, 'COMPRAS', True)
    buys = Table(sheet, 2, 1, [('Fecha', 'fecha'), ('RUC proveedor', 'ruc'), ('Proveedor', 'nombre'), ('Total', 'total')], lay.purchases(6, 9))
    sheet.put(buys.last + 2, 1, 'VENTAS', True)
    sales = Table(sheet, buys.last + 3, 1, [('Fecha', 'fecha'), ('RUC cliente', 'ruc'), ('Cliente', 'nombre'), ('Total', 'total')], lay.purchases(5, 7))
    lay.answer(buys, alternativas=[lay.place(sales)], ofrecidas=[lay.place(sales)])


@layout('h22-dueno-en-cada-hoja', 'twelve month sheets, each with the owner’s RUC in a label above; two of them empty', 'dueno varias-respuestas', 'xlsxwriter')
def month_sheets(lay):
    tables = []
    for n, month in enumerate(['ENE', 'FEB', 'MAR', 'ABR', 'MAY', 'JUN']):
        sheet = lay.sheet('%s 26' % month)
        lay.title(sheet, ['REGISTRO DE COMPRAS', ('RUC', people.OWNER[0]), ('RAZÓN SOCIAL', people.OWNER[1])])
        columns = REGISTER + [('RUC', 'ruc'), ('Proveedor', 'nombre')] + MONEY
        if n in (1, 4):
            sheet.line(6, 1, [text for text, _ in columns], True)
        else:
            tables.append(Table(sheet, 6, 1, columns, lay.purchases(8, 15)))
    others = [lay.place(table) for table in tables[1:]]
    lay.answer(tables[0], alternativas=others, ofrecidas=others)


@layout('h23-vertical', 'a sheet of cards: label left, value right, one card below the other', 'no-hay', 'inline')
def cards(lay):
    sheet = lay.sheet('Fichas')
    for n, party in enumerate(lay.parties(3)):
        for i, line in enumerate([('RUC:', party.numero), ('Razón social:', party.nombre), ('Teléfono:', '014%06d' % n), ('Banco:', 'BCP')]):
            sheet.line(1 + n * 6 + i, 1, line)
    lay.none()


@layout('h24-codigo-interno-de-once', 'an internal code of eleven digits that begins with 10, beside the RUC', 'empieza-con-ruc telefonos', 'xlsxwriter')
def eleven_codes(lay):
    columns = [('Código', lambda d: '10%09d' % (4711000 + d.n * 37)), ('Artículo', 'glosa'), ('Proveedor', 'nombre'), ('R.U.C. Proveedor', 'ruc'), ('Precio', 'total')]
    lay.answer(Table(lay.sheet('Almacén'), 1, 1, columns, lay.purchases(20, 60)), columnaFecha='')


@layout('h25-encabezado-en-la-fila-120', 'a hundred rows of accounts above, then the list of suppliers', 'otra-tabla titulos')
def far_below(lay):
    sheet = lay.sheet('Balance y anexos')
    sheet.line(1, 1, ['Cuenta', 'Denominación', 'Debe', 'Haber'], True)
    for n in range(110):
        sheet.line(2 + n, 1, ['%d' % (101 + n), 'CUENTA DE PRUEBA', 10.5 + n, 0.0])
    sheet.put(118, 1, 'ANEXO 3: CUENTAS POR PAGAR', True)
    lay.answer(Table(sheet, 120, 1, [('RUC', 'ruc'), ('Acreedor', 'nombre'), ('Saldo', 'total')], lay.purchases(30, 30)), columnaFecha='')


@layout('h26-ruc-como-moneda', 'the RUC column formatted by mistake as an amount with decimals, one cell a date serial', 'numero-y-texto danados')
def as_money(lay):
    columns = REGISTER + [('RUC', lambda d: float(d.party.numero)), ('Proveedor', 'nombre')] + MONEY
    lay.answer(Table(lay.sheet('Compras'), 1, 1, columns, lay.purchases(20, 45)), 3, rows=45)


@layout('h27-consorciados', 'consortium: two RUCs in one cell, split by a line break or a slash', 'danados', 'xlsxwriter')
def two_in_one(lay):
    second = people.ruc('20', '41234567')
    columns = [('Contrato', 'cpe'), ('RUC del contratista', lambda d: d.party.numero + (('\n' if d.n % 2 else ' / ') + second if d.n % 5 == 0 else '')), ('Contratista', 'nombre'), ('Monto', 'total')]
    lay.answer(Table(lay.sheet('Contratos'), 2, 2, columns, lay.purchases(20, 40)), 3, rows=40, columnaFecha='')
