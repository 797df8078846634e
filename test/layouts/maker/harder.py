"""Harder books: headers beside their data, numbered headers, groups, catalogues before the register, POI's numbers."""
from . import people
from .layout import MONEY, REGISTER, Table, layout

SUPPLIER = [('RUC', 'ruc'), ('Razón social', 'nombre')]


@layout('f01-ruc-2-de-8', 'eight rows: RUC holds two, Codigo all eight', 'ruc-casi-vacia', 'inline')
def two_of_eight(lay):
    columns = [('Codigo', 'ruc'), ('Descripcion', 'nombre'), ('RUC', lambda d: d.party.numero if d.n in (2, 5) else None), ('Estado', lambda d: 'A')]
    lay.answer(Table(lay.sheet('Sheet1'), 1, 1, columns, lay.purchases(8, 8)), 1)


@layout('f02-bloques-por-mes', 'a line with the month’s name and two blank rows between the months', 'bloques')
def month_blocks(lay):
    sheet = lay.sheet('2026')
    columns = REGISTER + SUPPLIER + MONEY
    sheet.line(3, 1, [text for text, _ in columns], True)
    row, first, judged = 4, None, 0
    for month in ('ENERO', 'FEBRERO', 'MARZO'):
        sheet.put(row, 1, month, True)
        table = Table(sheet, row + 1, 1, columns, lay.purchases(10, 20), header_rows=0)
        first, judged = first or table, judged + 20
        sheet.line(table.last + 1, 4, ['Total %s' % month, 10.5, 1.89, 12.39])
        row = table.last + 4
    lay.answer(first, header=3, rows=judged)


@layout('f03-fila-vacia-tras-encabezado', 'a blank row between header and data', 'filas-vacias', 'xlsxwriter')
def blank_after_header(lay):
    sheet = lay.sheet('Compras')
    columns = REGISTER + SUPPLIER + MONEY
    sheet.line(2, 1, [text for text, _ in columns], True)
    lay.answer(Table(sheet, 4, 1, columns, lay.purchases(15, 30), header_rows=0), header=2)


@layout('f04-nombres-de-campo', 'the header twice: for people, then for the machine', 'titulos encabezado-alto')
def twice(lay):
    sheet = lay.sheet('Carga')
    sheet.line(1, 1, ['Fecha de emisión', 'Número de RUC', 'Nombre o razón social', 'Importe'], True)
    sheet.line(2, 1, ['fec_emision', 'num_ruc', 'des_nombre', 'mto_total'])
    lay.answer(Table(sheet, 1, 1, [('', 'fecha'), ('', 'rucn'), ('', 'nombre'), ('', 'total')], lay.purchases(20, 45), header_rows=2))


@layout('f05-campos-numerados', 'a row of field numbers above the names', 'titulos', 'xlsxwriter')
def numbered_above(lay):
    sheet = lay.sheet('Estructura')
    columns = REGISTER + [('Tipo doc.', 'tipo'), ('Nro. doc.', 'ruc'), ('Razón social', 'nombre')] + MONEY
    sheet.line(1, 1, list(range(1, len(columns) + 1)))
    lay.answer(Table(sheet, 2, 1, columns, lay.purchases(20, 45)))


@layout('f06-campos-numerados-debajo', 'a row (1) (2) (3) between the names and the data', 'titulos encabezado-alto')
def numbered_below(lay):
    sheet = lay.sheet('Formato')
    columns = REGISTER + [('RUC del proveedor', 'ruc'), ('Razón social', 'nombre')] + MONEY
    sheet.line(4, 1, [text for text, _ in columns], True)
    sheet.line(5, 1, ['(%d)' % (n + 1) for n in range(len(columns))])
    table = Table(sheet, 6, 1, columns, lay.purchases(20, 45), header_rows=0)
    lay.answer(table, header=4, alternativas=[{**lay.place(table), 'encabezado': 5}])


@layout('f07-encabezado-corrido', 'a printed report: header cells one column left of their data', 'titulos', 'xlsxwriter')
def shifted(lay):
    sheet = lay.sheet('Sheet1')
    sheet.put(1, 3, 'REGISTRO DE COMPRAS', True)
    for column, text in [(1, 'FECHA'), (4, 'DOCUMENTO'), (7, 'R.U.C.'), (10, 'RAZON SOCIAL'), (14, 'TOTAL')]:
        sheet.put(4, column, text, True)
    columns = [('', 'nada'), ('', 'fecha'), ('', 'nada'), ('', 'nada'), ('', 'cpe'), ('', 'nada'), ('', 'nada'), ('', 'ruc'), ('', 'nada'), ('', 'nada'), ('', 'nombre'), ('', 'nada'), ('', 'nada'), ('', 'nada'), ('', 'total')]
    table = Table(sheet, 5, 1, columns, lay.purchases(20, 45), header_rows=0)
    lay.answer(table, header=4)


@layout('f08-combinadas-por-proveedor', 'the number only in the first row of each supplier’s merged cells', 'bloques')
def merged_groups(lay):
    sheet = lay.sheet('Detalle')
    sheet.line(1, 1, ['Proveedor', 'RUC', 'Fecha', 'Comprobante', 'Total'], True)
    row, parties = 2, lay.parties(15)
    for party in parties:
        for n in range(4):
            doc = people.Doc(lay.rng, party, n, 4)
            sheet.line(row + n, 3, [doc.fecha, '%s-%d' % (doc.serie, doc.numero), doc.total])
        sheet.merge(row, 1, row + 3, 1, party.nombre)
        sheet.merge(row, 2, row + 3, 2, party.numero)
        row += 4
    lay.expected = {'respuesta': 'columna', 'hoja': 'Detalle', 'columna': 'B', 'encabezado': 1, 'filas': 15, 'columnaNombre': 'A', 'columnaFecha': 'C'}


@layout('f09-activo-fijo', 'fixed assets, all bought from one supplier', 'un-solo-ruc', 'xlsxwriter')
def assets(lay):
    columns = [('CÓDIGO', lambda d: 'AF-%04d' % d.n), ('DESCRIPCIÓN', 'glosa'), ('FECHA DE ADQUISICIÓN', 'fecha'), ('RUC PROVEEDOR', 'ruc'), ('COSTO', 'total'), ('DEPRECIACIÓN', 'igv')]
    lay.answer(Table(lay.sheet('FORMATO 7.1'), 1, 1, columns, lay.docs(lay.parties(1, 0), 18)), constante=True)


@layout('f10-tipo-a-la-derecha', 'the type column right of the number: T.D.I.', 'otros-documentos', 'inline')
def type_right(lay):
    others = [people.with_dni(lay.rng) for _ in range(10)]
    columns = REGISTER + [('NÚMERO DOC.', 'ruc'), ('T.D.I.', 'tipo'), ('NOMBRE', 'nombre')] + MONEY
    lay.answer(Table(lay.sheet('Ventas'), 1, 1, columns, lay.purchases(25, 60, others)))


@layout('f11-dueno-y-codigo', 'RUC is the owner’s, PROVEEDOR a name, CODIGO the number', 'dueno mismo-titulo')
def owner_and_code(lay):
    columns = [('RUC', 'dueno'), ('PERIODO', 'periodo'), ('FECHA', 'fecha'), ('CODIGO', 'ruc'), ('PROVEEDOR', 'nombre')] + MONEY
    lay.answer(Table(lay.sheet('Hoja1'), 1, 1, columns, lay.purchases(20, 45)))


@layout('f12-compras-ventas-honorarios', 'three registers in three sheets under three headers', 'varias-respuestas', 'xlsxwriter')
def three_registers(lay):
    buys = Table(lay.sheet('Compras'), 1, 1, REGISTER + [('RUC Proveedor', 'ruc'), ('Proveedor', 'nombre')] + MONEY, lay.purchases(30, 60))
    sales = Table(lay.sheet('Ventas'), 1, 1, REGISTER + [('RUC Cliente', 'ruc'), ('Cliente', 'nombre')] + MONEY, lay.purchases(20, 60))
    fees = Table(lay.sheet('Honorarios'), 1, 1, [('RUC', 'ruc'), ('Nombre', 'nombre'), ('Fecha', 'fecha'), ('Total', 'total')], lay.docs([people.person(lay.rng) for _ in range(8)], 20))
    others = [lay.place(sales), lay.place(fees)]
    lay.answer(buys, alternativas=others, ofrecidas=others)


@layout('f13-maestro-sin-nombre', 'the master stands on Hoja2: 300 names and numbers, no amounts', 'maestro')
def unnamed_master(lay):
    table = Table(lay.sheet('Hoja1'), 1, 1, REGISTER + [('Documento', 'ruc'), ('Nombre', 'nombre')] + MONEY, lay.purchases(9, 40))
    master = Table(lay.sheet('Hoja2'), 1, 1, SUPPLIER + [('Dirección', 'glosa'), ('Distrito', lambda d: 'LIMA')], lay.purchases(300, 300))
    lay.answer(table, ofrecidas=[lay.place(master)])


@layout('f14-dueno-en-un-texto', 'title cell above the column: RUC: … RAZÓN SOCIAL: … in one text', 'dueno', 'inline')
def owner_in_text(lay):
    sheet = lay.sheet('Compras')
    sheet.put(1, 1, 'REGISTRO DE COMPRAS', True)
    sheet.put(2, 1, 'RUC: %s  RAZÓN SOCIAL: %s' % people.OWNER, True)
    lay.answer(Table(sheet, 5, 1, [('RUC', 'ruc'), ('PROVEEDOR', 'nombre'), ('FECHA', 'fecha')] + MONEY, lay.purchases(20, 45)))


@layout('f15-contador-al-pie', 'below the totals, in the column itself: the accountant’s own RUC', 'otra-tabla dueno')
def footer(lay):
    sheet = lay.sheet('Compras')
    table = Table(sheet, 1, 1, [('Fecha', 'fecha'), ('RUC', 'ruc'), ('Proveedor', 'nombre')] + MONEY, lay.purchases(20, 45))
    sheet.line(table.last + 1, 3, ['TOTAL', 1000.5, 180.09, 1180.59])
    sheet.put(table.last + 4, 2, 'Contador: %s' % people.person_name(lay.rng))
    sheet.put(table.last + 5, 2, 'RUC %s' % people.person(lay.rng).numero)
    lay.answer(table)


@layout('f16-total-en-la-columna', 'the word TOTAL stands in the RUC column itself', 'bloques', 'xlsxwriter')
def total_word(lay):
    table = Table(lay.sheet('Compras'), 1, 1, [('N° RUC', 'ruc'), ('NOMBRE', 'nombre'), ('TOTAL', 'total')], lay.purchases(20, 30))
    table.sheet.line(table.last + 1, 1, ['TOTAL GENERAL', None, 12345.5])
    lay.answer(table)


@layout('f17-numeros-de-poi', 'numbers as Java writes them: 2.0131312955E10', 'numero-y-texto', 'poi')
def poi(lay):
    lay.answer(Table(lay.sheet('Reporte'), 1, 1, [('FECHA', 'fechat'), ('RUC', 'rucn'), ('RAZON SOCIAL', 'nombre'), ('MONTO', 'total')], lay.purchases(20, 45)))


@layout('f18-otras-fechas', 'registered and paid before and after the issue date; dates as 2026-10-05', 'titulos', 'inline')
def dates(lay):
    columns = [('fec_registro', lambda d: d.vence.isoformat()), ('fec_emision', lambda d: d.fecha.isoformat()), ('fec_pago', lambda d: d.vence.isoformat()), ('nro_ruc', 'ruc'), ('razon_social', 'nombre'), ('monto', 'total')]
    lay.answer(Table(lay.sheet('data'), 1, 1, columns, lay.purchases(20, 45)), columnaFecha='B')


@layout('f19-representante-al-lado', 'the representative’s name nearer than the company’s', 'terceros')
def nearer(lay):
    columns = [('Nombre de la empresa', 'nombre'), ('Rubro', 'glosa'), ('RUC', 'ruc'), ('Nombre del representante', lambda d: people.person_name(d.rng)), ('Celular', 'telefono')]
    lay.answer(Table(lay.sheet('Contratistas'), 1, 1, columns, lay.purchases(30, 30)))


@layout('f20-clientes-con-clave', 'an office’s list of clients with user and password', 'sol', 'xlsxwriter')
def clients_with_keys(lay):
    columns = [('N°', 'n'), ('RUC', 'ruc'), ('CLIENTE', 'nombre'), ('USUARIO SOL', lambda d: 'USUARIO%d' % d.n), ('CLAVE SOL', lambda d: 'inventada%d' % d.n)]
    lay.answer(Table(lay.sheet('CLAVES'), 1, 1, columns, lay.purchases(20, 20)))


@layout('f21-solo-sol', 'only a form with RUC, user and password', 'sol no-hay')
def only_sol(lay):
    sheet = lay.sheet('SOL')
    for row, (label, value) in enumerate([('RUC', people.OWNER[0]), ('USUARIO SOL', 'PUERTO01'), ('CLAVE SOL', 'inventada1')], 2):
        sheet.line(row, 2, [label, value])
    lay.none()


@layout('f22-catalogo-a-la-izquierda', 'the group’s companies in A and B, the register from D on', 'catalogo-propio lado-a-lado', 'inline')
def left_catalogue(lay):
    sheet = lay.sheet('Compras')
    catalogue = Table(sheet, 1, 1, [('RUC', 'ruc'), ('Empresa', 'nombre')], lay.purchases(31, 31))
    table = Table(sheet, 1, 4, [('Fecha', 'fecha'), ('Documento', 'cpe'), ('RUC', 'ruc'), ('Proveedor', 'nombre')] + MONEY, lay.purchases(7, 50))
    lay.answer(table, ofrecidas=[lay.place(catalogue)])


@layout('f23-datos-vacia-y-listas', 'DATOS with headers only; LISTAS with 1-DNI, 6-RUC', 'plantilla sin-ruc', 'xlsxwriter')
def lists(lay):
    sheet = lay.sheet('DATOS')
    sheet.line(1, 1, ['Tipo de documento (*)', 'Número de documento (*)', 'Nombre (*)', 'Importe (*)'], True)
    codes = lay.sheet('LISTAS')
    codes.line(1, 1, ['TIPO', 'DESCRIPCION'], True)
    for i, line in enumerate([['1', 'DNI'], ['4', 'CARNET DE EXTRANJERIA'], ['6', 'RUC'], ['7', 'PASAPORTE']]):
        codes.line(2 + i, 1, line)
    lay.without_ruc(sheet, 2, 1)


@layout('f24-dni-y-hoja-oculta', 'the visible register holds DNI only, a hidden sheet 200 RUCs', 'sin-ruc ocultas')
def hidden_behind(lay):
    sheet = lay.sheet('Boletas')
    Table(sheet, 1, 1, REGISTER + [('TIPO DOC. IDENTIDAD', 'tipo'), ('N° DOC. IDENTIDAD', 'ruc'), ('CLIENTE', 'nombre'), ('TOTAL', 'total')], lay.docs([people.with_dni(lay.rng) for _ in range(60)], 60))
    Table(lay.sheet('Lista', 'hidden'), 1, 1, SUPPLIER, lay.purchases(200, 200))
    lay.without_ruc(sheet, 4, 1)


@layout('f25-declarante-noventa-y-nueves', '99999999999 as the declarant on every line', 'dueno un-solo-ruc', 'inline')
def declarant(lay):
    columns = [('RUC Declarante', lambda d: '99999999999'), ('Periodo', lambda d: '202610'), ('RUC Informado', 'ruc'), ('Nombre', 'nombre'), ('Monto', 'total')]
    lay.answer(Table(lay.sheet('DAOT'), 1, 1, columns, lay.purchases(30, 40)))


@layout('f26-miles', 'numbers saved as text with groups of thousands', 'danados', 'xlsxwriter')
def thousands(lay):
    columns = REGISTER + [('RUC', lambda d: '{:,}'.format(int(d.party.numero))), ('Proveedor', 'nombre')] + MONEY
    lay.answer(Table(lay.sheet('Compras'), 1, 1, columns, lay.purchases(20, 45)), 3, rows=45)


@layout('f27-formato-8.1-y-8.2', 'Formato 8.1 beside 8.2 (foreign suppliers): the second holds no RUC', 'formato otros-documentos dueno')
def foreign_format(lay):
    columns = [('FECHA DE EMISIÓN', 'fecha'), ('TIPO (TABLA 10)', 'cp'), ('SERIE', 'serie'), ('NÚMERO', 'numero'), ('TIPO (TABLA 2)', 'tipo'), ('NÚMERO DE DOCUMENTO DE IDENTIDAD DEL PROVEEDOR', 'ruc'),
               ('APELLIDOS Y NOMBRES, DENOMINACIÓN O RAZÓN SOCIAL', 'nombre'), ('IMPORTE TOTAL', 'total')]
    first, second = lay.sheet('8.1'), lay.sheet('8.2')
    lay.title(first, ['FORMATO 8.1: REGISTRO DE COMPRAS', ('RUC:', people.OWNER[0])])
    lay.title(second, ['FORMATO 8.2: REGISTRO DE COMPRAS - SUJETOS NO DOMICILIADOS', ('RUC:', people.OWNER[0])])
    Table(second, 5, 1, columns, lay.docs([people.foreign(lay.rng) for _ in range(6)], 12))
    lay.answer(Table(first, 5, 1, columns, lay.purchases(20, 45)), origenReconocido='Formato 8.1')


@layout('f28-auxiliar-con-cuentas', 'an analysis where the auxiliary is a RUC, an account or a worker’s DNI', 'otros-documentos concar', 'xlsxwriter')
def auxiliary(lay):
    others = [people.with_dni(lay.rng) for _ in range(25)] + [people.Party('', text, 'BANCO', False) for text in ['B001', 'B002', '0001']]
    columns = [('FECHA', 'fecha'), ('CUENTA', 'cuenta'), ('AUXILIAR', 'ruc'), ('NOMBRE AUXILIAR', 'nombre'), ('DEBE', 'total'), ('HABER', 'cero')]
    lay.answer(Table(lay.sheet('Mayor'), 1, 1, columns, lay.purchases(25, 90, others)))


@layout('f29-guia-y-proveedor', 'the driver’s licence and DNI, the carrier’s RUC constant, the addressee’s RUC', 'terceros un-solo-ruc')
def guide(lay):
    columns = [('GUIA', 'cpe'), ('FECHA TRASLADO', 'fecha'), ('RUC TRANSPORTE', lambda d: people.ruc('20', '55443322')), ('CHOFER', lambda d: 'SULLCA INGA DAVID'), ('DNI CHOFER', lambda d: '41234567'), ('BREVETE', lambda d: 'Q41234567'),
               ('RUC DESTINATARIO', 'ruc'), ('DESTINATARIO', 'nombre')]
    lay.answer(Table(lay.sheet('GRE'), 1, 1, columns, lay.purchases(20, 45)), columnaFecha='')


@layout('f30-mismo-proveedor-y-8-digitos', 'one supplier’s invoices; NRO DOC holds invoice numbers of eight digits', 'un-solo-ruc', 'inline')
def eight_digits(lay):
    columns = [('FECHA', 'fecha'), ('SERIE', 'serie'), ('NRO DOC', 'numero'), ('RUC', 'ruc'), ('NOMBRE', 'nombre'), ('TOTAL', 'total')]
    lay.answer(Table(lay.sheet('Cuenta corriente'), 1, 1, columns, lay.docs(lay.parties(1, 0), 20)), constante=True)


@layout('f31-busqueda-arriba', 'a look-up box with one RUC above the table, in another column', 'dueno otra-tabla', 'xlsxwriter')
def lookup(lay):
    sheet = lay.sheet('Consulta')
    sheet.line(1, 7, ['Buscar RUC', people.ruc('20', '44332211')])
    lay.answer(Table(sheet, 4, 1, REGISTER + SUPPLIER + MONEY, lay.purchases(20, 45)))


@layout('f32-comprobante-y-ruc-en-una', 'the document’s number column is 11 digits long and begins with 20', 'telefonos empieza-con-ruc')
def long_numbers(lay):
    columns = [('N° Operación', lambda d: '20%09d' % (261000000 + d.n)), ('Fecha', 'fecha'), ('Documento', 'ruc'), ('Ordenante', 'nombre'), ('Importe', 'total')]
    lay.answer(Table(lay.sheet('Abonos'), 1, 1, columns, lay.purchases(25, 80)))


@layout('f33-sin-encabezado-muchas', 'no header, twenty columns of an export, the owner’s RUC first', 'sin-encabezado dueno', 'inline')
def headerless_wide(lay):
    columns = [('', 'dueno'), ('', 'periodo'), ('', 'cuo'), ('', 'fechat'), ('', 'cp'), ('', 'serie'), ('', 'numero'), ('', 'tipo'), ('', 'ruc'), ('', 'nombre'), ('', 'base'), ('', 'igv'), ('', 'total'), ('', 'moneda')]
    lay.answer(Table(lay.sheet('txt'), 1, 1, columns, lay.purchases(25, 60), header_rows=0))


@layout('f34-honorarios-sin-fecha', 'two names: the issuer’s and the user’s; two RUCs, one constant', 'dueno', 'xlsxwriter')
def two_names(lay):
    columns = [('RUC Emisor', 'ruc'), ('Emisor', 'nombre'), ('RUC Usuario', 'dueno'), ('Usuario del servicio', 'duenonombre'), ('Renta bruta', 'total')]
    table = Table(lay.sheet('RHE'), 1, 1, columns, lay.docs([people.person(lay.rng) for _ in range(20)], 40))
    lay.answer(table)
