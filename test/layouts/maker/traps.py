"""Books that mislead: more RUCs elsewhere, columns that lie, tables that end or begin where nobody looks."""
from . import people
from .layout import MONEY, REGISTER, Table, layout

SUPPLIER = [('RUC', 'ruc'), ('Razón social', 'nombre')]


def catalogue(sheet, lay, top, left, count, headers=('RUC', 'Empresa del grupo')):
    return Table(sheet, top, left, [(headers[0], 'ruc'), (headers[1], 'nombre')], lay.purchases(count, count))


@layout('d01-catalogo-lejos-y-abajo', 'the firm’s own group far right and lower down (BK42): 31 RUCs against 6', 'catalogo-propio')
def far_catalogue(lay):
    sheet = lay.sheet('Registro')
    table = Table(sheet, 1, 1, REGISTER + [('Nro. Documento', 'ruc'), ('Proveedor', 'nombre')] + MONEY, lay.purchases(6, 35))
    catalogue(sheet, lay, 42, 63, 31)
    lay.answer(table)


@layout('d02-catalogo-a-la-derecha', 'the catalogue begins on the header’s own row, two columns apart', 'catalogo-propio lado-a-lado', 'xlsxwriter')
def right_catalogue(lay):
    sheet = lay.sheet('Compras')
    table = Table(sheet, 3, 1, REGISTER + [('RUC PROVEEDOR', 'ruc'), ('NOMBRE', 'nombre')] + MONEY, lay.purchases(8, 40))
    other = catalogue(sheet, lay, 3, 12, 33, ('RUC', 'Empresas vinculadas'))
    lay.answer(table, ofrecidas=[lay.place(other)])


@layout('d03-catalogo-debajo', 'the catalogue stands below in the same column, after 20 blank rows', 'catalogo-propio otra-tabla', 'inline')
def below_catalogue(lay):
    sheet = lay.sheet('Compras')
    table = Table(sheet, 1, 1, [('RUC', 'ruc'), ('Proveedor', 'nombre'), ('Fecha', 'fecha')] + MONEY, lay.purchases(7, 25))
    catalogue(sheet, lay, 48, 1, 30, ('RUC', 'Empresas del grupo'))
    lay.answer(table)


@layout('d04-catalogo-debajo-sin-titulo', 'the same without a header of its own, far below', 'catalogo-propio otra-tabla')
def below_untitled(lay):
    sheet = lay.sheet('Compras')
    table = Table(sheet, 1, 1, [('Fecha', 'fecha'), ('RUC', 'ruc'), ('Proveedor', 'nombre')] + MONEY, lay.purchases(7, 25))
    Table(sheet, 80, 2, SUPPLIER, lay.purchases(30, 30), header_rows=0)
    lay.answer(table)


@layout('d05-maestro-despues', 'a supplier master of 600 behind a register of 9', 'maestro', 'xlsxwriter')
def master_after(lay):
    table = Table(lay.sheet('Octubre'), 1, 1, REGISTER + SUPPLIER + MONEY, lay.purchases(9, 24))
    master = Table(lay.sheet('Proveedores'), 1, 1, SUPPLIER, lay.purchases(600, 600))
    lay.answer(table, ofrecidas=[lay.place(master)])


@layout('d06-maestro-delante', 'the master comes first', 'maestro', 'inline')
def master_before(lay):
    master = Table(lay.sheet('MAESTRO'), 1, 1, [('CODIGO', 'n')] + SUPPLIER + [('DIRECCION', 'glosa')], lay.purchases(300, 300))
    table = Table(lay.sheet('REG. COMPRAS'), 4, 1, REGISTER + [('PROVEEDOR', 'ruc'), ('NOMBRE', 'nombre')] + MONEY, lay.purchases(12, 40))
    lay.answer(table, ofrecidas=[lay.place(master)])


@layout('d07-trece-hojas-ocultas', 'thirteen hidden sheets headed codigo anexo with more RUCs than the visible one', 'ocultas')
def thirteen_hidden(lay):
    table = Table(lay.sheet('Compras'), 1, 1, REGISTER + SUPPLIER + MONEY, lay.purchases(8, 20))
    for n in range(13):
        Table(lay.sheet('Mes %02d' % (n + 1), 'hidden'), 1, 1, [('codigo anexo', 'ruc'), ('descripcion', 'nombre'), ('importe', 'total')], lay.purchases(30, 30))
    lay.answer(table)


@layout('d08-solo-oculta', 'only a very hidden sheet holds RUCs', 'ocultas')
def only_hidden(lay):
    lay.title(lay.sheet('Presentación'), ['Papeles de trabajo', 'Octubre 2026'])
    lay.answer(Table(lay.sheet('Datos', 'very'), 1, 1, SUPPLIER + MONEY, lay.purchases(20, 40)), oculta=True)


@layout('d09-tipo-miente', 'type 1 beside eleven digits, 6 beside a DNI, 0 beside a DNI that lost its zero', 'tipo-miente otros-documentos')
def type_lies(lay):
    rows = lay.purchases(25, 60)
    for n, doc in enumerate(rows):
        if n % 10 == 3:
            doc.party = people.Party('1', doc.party.numero, doc.party.nombre, True)
        elif n % 10 == 7:
            doc.party = people.Party('6', '4455667%d' % (n // 10), 'LLERENA TAIPE FÉLIX', True)
        elif n % 10 == 9:
            doc.party = people.Party('0', '455667%d' % (n // 10), 'RONDÓN INGA IRMA', False)
    columns = REGISTER + [('Tipo Doc.', 'tipo'), ('N° Documento', 'ruc'), ('Nombre', 'nombre')] + MONEY
    lay.answer(Table(lay.sheet('Ventas'), 1, 1, columns, rows))


@layout('d10-tipos-propios', 'own codes 5-RUC, 6-RUC, 1-DNI', 'tipo-miente', 'xlsxwriter')
def own_types(lay):
    rows = lay.purchases(25, 60, [people.with_dni(lay.rng) for _ in range(8)])
    columns = REGISTER + [('TIPO DOC IDENTIDAD', lambda d: '1-DNI' if d.party.tipo == '1' else ('5-RUC' if d.n % 2 else '6-RUC')), ('NRO DOC IDENTIDAD', 'ruc'), ('NOMBRE', 'nombre')] + MONEY
    lay.answer(Table(lay.sheet('Ventas'), 1, 1, columns, rows))


@layout('d11-telefonos', 'a column of 200 phones (51 and nine digits) against 20 RUCs', 'telefonos', 'inline')
def phones(lay):
    rows = lay.docs(lay.parties(20), 200)
    columns = [('Celular', 'telefono'), ('Contacto', lambda d: people.person_name(d.rng)), ('Doc. Identidad', lambda d: d.party.numero if d.n < 20 else None), ('Empresa', lambda d: d.party.nombre if d.n < 20 else None)]
    lay.answer(Table(lay.sheet('Agenda'), 1, 1, columns, rows), 3, rows=20, columnaNombre='D')


@layout('d12-id-empieza-con-ruc', 'INVOICE ID is the RUC, the type and the number in one', 'empieza-con-ruc erp')
def invoice_id(lay):
    columns = [('INVOICE ID', lambda d: '%s-01-%s-%d' % (d.party.numero, d.serie, d.numero)), ('DATE', 'fecha'), ('CODE', lambda d: '%s01%s%08d' % (d.party.numero, d.serie, d.numero)), ('Partner', 'ruc'), ('Name', 'nombre'), ('Amount', 'total')]
    lay.answer(Table(lay.sheet('Invoices'), 1, 1, columns, lay.purchases(30, 60)))


@layout('d13-un-proveedor', 'invoices of one supplier: constant, and still the answer', 'un-solo-ruc', 'xlsxwriter')
def one_supplier(lay):
    lay.answer(Table(lay.sheet('Telefónica'), 1, 1, REGISTER + SUPPLIER + MONEY, lay.docs(lay.parties(1, 0), 24)), constante=True)


@layout('d14-nro-ruc-del-dueno', 'the only column is the owner’s, on every row', 'un-solo-ruc dueno', 'inline')
def owner_only(lay):
    columns = [('Nro Ruc', 'dueno'), ('Periodo', lambda d: '202610'), ('Tributo', lambda d: '1011'), ('Fecha de pago', 'fecha'), ('Importe', 'total')]
    table = Table(lay.sheet('Pagos'), 1, 1, columns, lay.docs(lay.parties(1), 56))
    lay.answer(table, 1, rows=56, constante=True, columnaFecha='')


@layout('d15-dueno-y-proveedores', 'Nro Ruc of the owner on every row beside the suppliers', 'dueno un-solo-ruc')
def owner_and_suppliers(lay):
    columns = [('Nro Ruc', 'duenon'), ('Empresa', 'duenonombre'), ('Fecha', 'fecha'), ('Proveedor', 'rucn'), ('Nombre', 'nombre')] + MONEY
    table = Table(lay.sheet('Data'), 1, 1, columns, lay.purchases(20, 60))
    lay.answer(table, ofrecidas=[lay.place(table, 1)])


@layout('d16-bloques', 'no header: a title repeated in 17 columns, vouchers in blocks with totals and blanks', 'bloques sin-encabezado', 'xlsxwriter')
def blocks(lay):
    sheet = lay.sheet('VOUCHERS')
    sheet.line(1, 1, ['RELACION DE VOUCHERS DEL MES DE OCTUBRE'] * 17)
    row, judged = 3, 0
    for n, doc in enumerate(lay.docs(lay.parties(40), 60)):
        for line in range(3 + n % 3):
            sheet.line(row, 1, [doc.fecha.strftime('%d/%m/%Y'), '%04d' % (n + 1), doc.cuenta, int(doc.party.numero), doc.party.nombre, '01', doc.serie, doc.numero, doc.glosa, doc.total, 0.0])
            row, judged = row + 1, judged + 1
        sheet.line(row, 9, ['Total ==>', doc.total, 0.0])
        row += 2
    lay.expected = {'respuesta': 'columna', 'hoja': 'VOUCHERS', 'columna': 'D', 'encabezado': 0, 'filas': judged, 'columnaNombre': 'E', 'columnaFecha': 'A'}


@layout('d17-sin-encabezado', 'two columns, numbers and names, no header at all', 'sin-encabezado')
def headerless(lay):
    lay.answer(Table(lay.sheet('Hoja1'), 1, 1, [('', 'rucn'), ('', 'nombre')], lay.purchases(40, 40), header_rows=0))


@layout('d18-sin-encabezado-con-titulo', 'a title and then rows, no header', 'sin-encabezado', 'inline')
def titled(lay):
    sheet = lay.sheet('Hoja1')
    sheet.put(1, 1, 'PROVEEDORES A REVISAR - OCTUBRE', True)
    lay.answer(Table(sheet, 3, 1, [('', 'n'), ('', 'nombre'), ('', 'ruc'), ('', 'total')], lay.purchases(30, 30), header_rows=0))


@layout('d19-xlsx-llamado-xls', 'a modern workbook named .xls', 'extension', 'xlsxwriter', '.xls')
def named_xls(lay):
    lay.answer(Table(lay.sheet('Hoja1'), 1, 1, SUPPLIER + MONEY, lay.purchases(20, 30)))


@layout('d20-4980-filas-vacias', '4,980 blank rows between the header and the data', 'filas-vacias', 'xlsxwriter')
def blank_rows(lay):
    sheet = lay.sheet('Hoja1')
    columns = REGISTER + SUPPLIER + MONEY
    sheet.line(1, 1, [text for text, _ in columns], True)
    table = Table(sheet, 4982, 1, columns, lay.purchases(15, 30), header_rows=0)
    lay.answer(table, header=1)


@layout('d21-filas-con-formato', '1,300 formatted empty rows, dashes and totals after the data', 'filas-vacias')
def formatted_rows(lay):
    from .book import Blank
    sheet = lay.sheet('Hoja1')
    columns = [('FECHA', 'fecha'), ('RUC', 'ruc'), ('NOMBRE', 'nombre'), ('TOTAL', 'total')]
    table = Table(sheet, 2, 1, columns, lay.purchases(15, 30))
    sheet.line(table.last + 1, 1, ['----------'] * 4)
    sheet.line(table.last + 2, 3, ['TOTAL GENERAL', 9999.5])
    for row in range(table.last + 3, table.last + 1303):
        for column in range(1, 5):
            sheet.put(row, column, Blank())
    lay.answer(table)


@layout('d22-plantilla-con-ejemplos', 'DATOS holds only headers, EJEMPLOS the rows with sentences below, CAMPOS a cell that reads RUC', 'plantilla', 'xlsxwriter')
def template(lay):
    columns = [('TIPO', 'tipo'), ('RUC (*)', 'ruc'), ('RAZON SOCIAL (*)', 'nombre'), ('FECHA', 'fecha'), ('TOTAL', 'total')]
    lay.title(lay.sheet('INSTRUCCIONES'), ['Llene la hoja DATOS', 'El RUC tiene 11 dígitos, por ejemplo %s.' % people.OWNER[0], 'No cambie los títulos'])
    lay.sheet('DATOS').line(1, 1, [text for text, _ in columns], True)
    examples = lay.sheet('EJEMPLOS')
    table = Table(examples, 1, 1, columns, lay.purchases(6, 8))
    for i, text in enumerate(['Ingrese aquí el número de RUC del proveedor, de once dígitos.', 'No use guiones ni espacios.', 'Si es persona natural, empieza con 10.']):
        examples.put(table.last + 3 + i, 2, text)
    fields = lay.sheet('CAMPOS')
    fields.line(1, 1, ['Campo', 'Descripción', 'Obligatorio'], True)
    for i, (text, _) in enumerate(columns):
        fields.line(2 + i, 1, ['RUC' if i == 1 else text, 'Campo %d de la plantilla' % (i + 1), 'Sí'])
    lay.answer(table)


@layout('d23-plantilla-vacia', 'a template with headers and no rows', 'plantilla sin-ruc')
def empty_template(lay):
    sheet = lay.sheet('DATOS')
    sheet.line(1, 1, ['N°', 'RUC del proveedor', 'Razón social', 'Fecha de emisión', 'Total'], True)
    lay.without_ruc(sheet, 2, 1)


@layout('d24-solo-99999999', '697 cells 99999999 in the right column; the owner’s RUC stands in another', 'sin-ruc dueno', 'inline')
def placeholders(lay):
    sheet = lay.sheet('Ventas')
    columns = [('RUC EMPRESA', 'dueno')] + REGISTER + [('TIPO DOC', lambda d: '0'), ('NRO DOC', 'ruc'), ('CLIENTE', 'nombre'), ('TOTAL', 'total')]
    Table(sheet, 1, 1, columns, lay.docs([people.filler('99999999')], 697))
    lay.without_ruc(sheet, 5, 1)


@layout('d25-rellenos', 'VARIOS, 99999999999, 000000, five and seven digits among real numbers', 'sin-ruc danados', 'xlsxwriter')
def fillers(lay):
    others = [people.Party('0', text, 'VARIOS', text == '99999999999') for text in ['99999999999', '000000', '12345', '1234567', '-', 'VARIOS', 'S/N', '0']]
    columns = REGISTER + [('N° Doc.', 'ruc'), ('Nombre', 'nombre')] + MONEY
    lay.answer(Table(lay.sheet('Ventas'), 1, 1, columns, lay.purchases(20, 60, others)))


@layout('d26-digito-errado', '50 rows carry one number with a wrong digit under the name varios', 'digito-errado')
def wrong(lay):
    number = people.wrong_digit(people.ruc('20', '50998877'))
    others = [people.Party('6', number, 'varios', True) for _ in range(50)]
    columns = REGISTER + [('RUC', 'ruc'), ('Proveedor', 'nombre')] + MONEY
    lay.answer(Table(lay.sheet('Compras'), 1, 1, columns, lay.purchases(30, 130, others)))
