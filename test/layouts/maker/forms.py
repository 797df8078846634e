"""Books of an accountant's desk that were not thought of at first: forms, formats without suppliers, lists for banks."""
from . import people
from .layout import MONEY, REGISTER, Table, layout

SUPPLIER = [('RUC', 'ruc'), ('Razón social', 'nombre')]


@layout('g01-formato-13.1', 'a kardex: the owner’s RUC in the title, document numbers, no party', 'no-hay dueno formato', 'xlsxwriter')
def kardex(lay):
    sheet = lay.sheet('FORMATO 13.1')
    lay.title(sheet, ['FORMATO 13.1: REGISTRO DE INVENTARIO PERMANENTE VALORIZADO', ('PERÍODO:', '2026'), ('RUC:', people.OWNER[0]), ('APELLIDOS Y NOMBRES, DENOMINACIÓN O RAZÓN SOCIAL:', people.OWNER[1]),
                      ('CÓDIGO DE LA EXISTENCIA:', 'P-0001')])
    for place in [(7, 1, 7, 4, 'DOCUMENTO DE TRASLADO, COMPROBANTE DE PAGO, DOCUMENTO INTERNO O SIMILAR'), (8, 1, 8, 1, 'FECHA'), (8, 2, 8, 2, 'TIPO (TABLA 10)'), (8, 3, 8, 3, 'SERIE'), (8, 4, 8, 4, 'NÚMERO'),
                  (7, 5, 8, 5, 'TIPO DE OPERACIÓN (TABLA 12)'), (7, 6, 7, 8, 'ENTRADAS'), (8, 6, 8, 6, 'CANTIDAD'), (8, 7, 8, 7, 'COSTO UNITARIO'), (8, 8, 8, 8, 'COSTO TOTAL')]:
        sheet.merge(*place)
    Table(sheet, 7, 1, [('', 'fecha'), ('', 'cp'), ('', 'serie'), ('', 'numero'), ('', lambda d: '02'), ('', 'n'), ('', 'base'), ('', 'total')], lay.docs(lay.parties(3), 40), header_rows=2)
    lay.none()


@layout('g02-formato-5.1', 'the journal: NÚMERO DEL DOCUMENTO SUSTENTATORIO is an invoice’s', 'no-hay dueno formato')
def journal(lay):
    sheet = lay.sheet('5.1')
    lay.title(sheet, ['FORMATO 5.1: LIBRO DIARIO', ('PERÍODO:', 'OCTUBRE 2026'), ('RUC:', people.OWNER[0])])
    columns = [('NÚMERO CORRELATIVO DEL ASIENTO', 'cuo'), ('FECHA DE LA OPERACIÓN', 'fecha'), ('GLOSA', 'glosa'), ('CÓDIGO DEL LIBRO (TABLA 8)', lambda d: '8'), ('NÚMERO CORRELATIVO', 'n'), ('NÚMERO DEL DOCUMENTO SUSTENTATORIO', 'cpe'),
               ('CUENTA', 'cuenta'), ('DENOMINACIÓN', 'glosa'), ('DEBE', 'total'), ('HABER', 'cero')]
    Table(sheet, 6, 1, columns, lay.docs(lay.parties(3), 60))
    lay.none()


@layout('g03-formato-3.3', 'receivables: document, name, amount and date under merged parents', 'formato dueno encabezado-alto', 'libreoffice')
def receivables(lay):
    sheet = lay.sheet('3.3')
    lay.title(sheet, ['FORMATO 3.3: LIBRO DE INVENTARIOS Y BALANCES - DETALLE DEL SALDO DE LA CUENTA 12', ('EJERCICIO:', '2026'), ('RUC:', people.OWNER[0])])
    for place in [(6, 1, 6, 3, 'INFORMACIÓN DEL CLIENTE'), (7, 1, 7, 2, 'DOCUMENTO DE IDENTIDAD'), (8, 1, 8, 1, 'TIPO (TABLA 2)'), (8, 2, 8, 2, 'NÚMERO'), (7, 3, 8, 3, 'APELLIDOS Y NOMBRES, DENOMINACIÓN O RAZÓN SOCIAL'),
                  (6, 4, 8, 4, 'MONTO DE LA CUENTA POR COBRAR'), (6, 5, 8, 5, 'FECHA DE EMISIÓN DEL COMPROBANTE DE PAGO')]:
        sheet.merge(*place)
    table = Table(sheet, 6, 1, [('', 'tipo'), ('', 'ruc'), ('', 'nombre'), ('', 'total'), ('', 'fecha')], lay.purchases(20, 40, [people.with_dni(lay.rng) for _ in range(5)]), header_rows=3)
    sheet.line(table.last + 1, 3, ['SALDO FINAL TOTAL', 99999.9], True)
    lay.answer(table, origenReconocido='Formato 3.3')


@layout('g04-factura', 'an invoice’s form: the issuer’s RUC in a box, the client’s beside a label', 'no-hay dueno', 'xlsxwriter')
def invoice(lay):
    sheet = lay.sheet('Factura')
    sheet.merge(1, 1, 1, 3, people.OWNER[1])
    sheet.put(1, 6, 'R.U.C. N° %s' % people.OWNER[0], True)
    sheet.put(2, 6, 'FACTURA ELECTRÓNICA', True)
    sheet.put(3, 6, 'F001-00000123', True)
    sheet.line(5, 1, ['Señor(es):', people.company(lay.rng).nombre])
    sheet.line(6, 1, ['RUC:', people.company(lay.rng).numero])
    sheet.line(7, 1, ['Dirección:', 'AV. PERÚ 123'])
    sheet.line(9, 1, ['CANT.', 'UNIDAD', 'DESCRIPCIÓN', 'V. UNIT.', 'DSCTO.', 'IMPORTE'], True)
    for n in range(5):
        sheet.line(10 + n, 1, [n + 1, 'UND', 'Servicio %d' % n, 100.5, 0.0, 100.5])
    sheet.line(16, 5, ['TOTAL', 502.5], True)
    lay.none()


@layout('g05-orden-de-compra', 'a purchase order: labels in a row, their values below', 'no-hay', 'inline')
def order(lay):
    sheet = lay.sheet('OC-0001')
    sheet.put(1, 1, 'ORDEN DE COMPRA N° 0001', True)
    sheet.line(3, 1, ['Proveedor :', None, people.company(lay.rng).nombre])
    sheet.line(4, 1, ['R.U.C. :', None, people.company(lay.rng).numero])
    sheet.line(5, 1, ['Facturar a :', None, people.OWNER[1]])
    sheet.line(6, 1, ['R.U.C. :', None, people.OWNER[0]])
    sheet.line(8, 1, ['Ítem', 'Código', 'Descripción', 'Cantidad', 'Precio'], True)
    for n in range(8):
        sheet.line(9 + n, 1, [n + 1, 'A%03d' % n, 'Producto %d' % n, 10, 25.5])
    lay.none()


@layout('g06-estado-de-cuenta-cliente', 'one client’s statement: his RUC in the title, invoices below', 'no-hay')
def statement(lay):
    sheet = lay.sheet('Estado de cuenta')
    lay.title(sheet, [('Cliente', people.company(lay.rng).nombre), ('RUC', people.company(lay.rng).numero), ('Moneda', 'Soles')])
    Table(sheet, 6, 1, [('Fecha', 'fecha'), ('Documento', 'cpe'), ('Vencimiento', 'vence'), ('Importe', 'total'), ('Saldo', 'total')], lay.docs(lay.parties(2), 25))
    lay.none()


@layout('g07-pago-a-proveedores', 'a bank’s batch: type as a word, document, account, CCI', 'erp dni-al-lado', 'xlsxwriter')
def bank_batch(lay):
    columns = [('Tipo de Registro', lambda d: 'A'), ('Tipo de Cuenta de Abono', lambda d: 'C'), ('Número de Cuenta de Abono', lambda d: '191%010d' % d.numero), ('Tipo de Documento de Identidad', lambda d: 'RUC' if d.party.tipo == '6' else 'DNI'),
               ('Número de Documento de Identidad', 'ruc'), ('Nombre del proveedor', 'nombre'), ('Monto', 'total'), ('CCI', 'cci')]
    lay.answer(Table(lay.sheet('Formato'), 1, 1, columns, lay.purchases(25, 40, [people.with_dni(lay.rng) for _ in range(6)])))


@layout('g08-antiguedad', 'ageing of payables: ranges of days, two dates', 'erp titulos')
def ageing(lay):
    sheet = lay.sheet('CxP')
    lay.title(sheet, [people.OWNER[1], 'ANTIGÜEDAD DE CUENTAS POR PAGAR AL 31/10/2026'])
    sheet.line(1, 10, ['Página :', 1])
    sheet.line(2, 10, ['Fecha :', '24/11/2026'])
    columns = [('COD.', lambda d: '%05d' % d.n), ('NRO. RUC', 'ruc'), ('PROVEEDOR', 'nombre'), ('TD', 'cp'), ('NRO. DOC.', 'cpe'), ('FEC. EMIS.', 'fecha'), ('FEC. VCTO.', 'vence'), ('0-30', 'total'), ('31-60', 'cero'), ('+60', 'cero')]
    lay.answer(Table(sheet, 5, 1, columns, lay.purchases(25, 60)))


@layout('g09-transpuesta', 'a table lying on its side: a row of RUCs', 'no-hay', 'inline')
def transposed(lay):
    sheet = lay.sheet('Comparativo')
    for column, party in enumerate(lay.parties(6), 2):
        sheet.put(2, column, party.nombre)
        sheet.put(3, column, party.numero)
        for row in range(4, 10):
            sheet.put(row, column, round(lay.rng.uniform(10, 900), 2))
    for row, label in enumerate(['PROVEEDOR', 'RUC', 'Precio 1', 'Precio 2', 'Precio 3', 'Precio 4', 'Flete', 'Total'], 2):
        sheet.put(row, 1, label, True)
    lay.none()


@layout('g10-tablero', 'a board with the ten largest suppliers in front of the data', 'varias-respuestas', 'xlsxwriter')
def board(lay):
    parties = lay.parties(40)
    sheet = lay.sheet('Tablero')
    sheet.put(1, 1, 'PRINCIPALES PROVEEDORES', True)
    short = Table(sheet, 3, 2, [('RUC', 'ruc'), ('Proveedor', 'nombre'), ('Compras', 'total')], lay.docs(parties[:10], 10))
    full = Table(lay.sheet('Data'), 1, 1, [('FECHA', 'fecha'), ('CPE', 'cpe'), ('NUMRUC', 'rucn'), ('NOMPROV', 'nombre')] + MONEY, lay.docs(parties, 200))
    lay.answer(full, columnaNombre=None, ofrecidas=[lay.place(short)])
    del lay.expected['columnaNombre']


@layout('g11-cinco-de-trescientos', 'sales: 295 dashes and five RUCs, header NUMERO', 'otros-documentos filas-vacias')
def few(lay):
    others = [people.filler('-') for _ in range(200)] + [people.with_dni(lay.rng) for _ in range(95)]
    columns = REGISTER + [('TIP', 'tipo'), ('NUMERO', 'ruc'), ('NOMBRE', 'nombre')] + MONEY
    lay.answer(Table(lay.sheet('Ventas'), 1, 1, columns, lay.purchases(5, 300, others)))


@layout('g12-proveedor-sobre-ruc', 'PROVEEDOR merged over RUC and NOMBRE, CLIENTE over RUC and NOMBRE of the owner', 'encabezado-alto dueno', 'libreoffice')
def parents(lay):
    sheet = lay.sheet('Operaciones')
    for place in [(2, 1, 3, 1, 'FECHA'), (2, 2, 2, 3, 'CLIENTE'), (3, 2, 3, 2, 'RUC'), (3, 3, 3, 3, 'NOMBRE'), (2, 4, 2, 5, 'PROVEEDOR'), (3, 4, 3, 4, 'RUC'), (3, 5, 3, 5, 'NOMBRE'), (2, 6, 3, 6, 'TOTAL')]:
        sheet.merge(*place)
    table = Table(sheet, 2, 1, [('', 'fecha'), ('', 'dueno'), ('', 'duenonombre'), ('', 'ruc'), ('', 'nombre'), ('', 'total')], lay.purchases(22, 50), header_rows=2)
    lay.answer(table, 4)


@layout('g13-sire-sin-filas', 'a SIRE proposal without any line', 'sire sin-ruc', 'xlsxwriter')
def sire_empty(lay):
    from .exports import RCE
    sheet = lay.sheet('Propuesta RCE')
    sheet.line(1, 1, [text for text, _ in RCE], True)
    lay.without_ruc(sheet, 13, 1)


@layout('g14-campos-pegados', 'field names without blanks: NRODOCPROV, NOMPROV, FECEMI', 'titulos erp', 'inline')
def glued(lay):
    columns = [('FECEMI', 'fecha'), ('TIPDOC', 'cp'), ('SERDOC', 'serie'), ('NUMDOC', 'numero'), ('CODANE', 'ruc'), ('DESANE', 'nombre'), ('MTOTOT', 'total')]
    lay.answer(Table(lay.sheet('dbo'), 1, 1, columns, lay.purchases(25, 60)), columnaFecha='A')


@layout('g15-dos-filas-de-titulo-repetido', 'the title in every column of two rows, header in the fourth', 'bloques titulos')
def repeated_titles(lay):
    sheet = lay.sheet('Reporte')
    columns = REGISTER + SUPPLIER + MONEY
    sheet.line(1, 1, [people.OWNER[1]] * len(columns))
    sheet.line(2, 1, ['REGISTRO DE COMPRAS'] * len(columns))
    lay.answer(Table(sheet, 4, 1, columns, lay.purchases(15, 40)))


@layout('g16-retenciones', 'certificates: the agent’s RUC on every row, the supplier’s, the reference’s series', 'dueno un-solo-ruc', 'xlsxwriter')
def retentions(lay):
    columns = [('RUC DEL AGENTE', 'dueno'), ('SERIE', lambda d: 'R001'), ('NUMERO', 'numero'), ('FECHA EMISION', 'fecha'), ('RUC PROVEEDOR', 'ruc'), ('RAZON SOCIAL', 'nombre'), ('SERIE DOC', 'serie'), ('NUMERO DOC', 'numeron'), ('IMPORTE', 'total')]
    lay.answer(Table(lay.sheet('CRE'), 1, 1, columns, lay.purchases(20, 45)))


@layout('g17-leyenda-a-la-derecha', 'a legend of document types right of the table: 1 DNI, 6 RUC', 'otra-tabla lado-a-lado', 'inline')
def legend(lay):
    sheet = lay.sheet('Ventas')
    table = Table(sheet, 1, 1, REGISTER + [('Tipo', 'tipo'), ('Nro', 'ruc'), ('Nombre', 'nombre')] + MONEY, lay.purchases(20, 50, [people.with_dni(lay.rng) for _ in range(8)]))
    for row, line in enumerate([['Código', 'Documento'], ['0', 'OTROS'], ['1', 'DNI'], ['4', 'CARNÉ EXT.'], ['6', 'RUC'], ['7', 'PASAPORTE']], 1):
        sheet.line(row, 10, line)
    lay.answer(table)


@layout('g18-compras-y-ventas-lado-a-lado', 'purchases left, sales right, each with dates and amounts', 'lado-a-lado varias-respuestas')
def both_sides(lay):
    sheet = lay.sheet('Octubre')
    sheet.put(1, 1, 'COMPRAS', True)
    sheet.put(1, 8, 'VENTAS', True)
    columns = [('Fecha', 'fecha'), ('Doc.', 'cpe'), ('RUC', 'ruc'), ('Nombre', 'nombre'), ('Total', 'total')]
    left = Table(sheet, 2, 1, columns, lay.purchases(18, 30))
    right = Table(sheet, 2, 8, columns, lay.purchases(25, 60))
    lay.answer(left, alternativas=[lay.place(right)], ofrecidas=[lay.place(right)])


@layout('g19-hoja-vacia-delante', 'two empty sheets in front, the list on the third', 'nombre-de-hoja', 'xlsxwriter')
def empty_first(lay):
    lay.sheet('Hoja1')
    lay.sheet('Hoja2')
    lay.answer(Table(lay.sheet('Hoja 3 (2)'), 1, 1, SUPPLIER, lay.purchases(15, 15)))


@layout('g20-numeracion-en-a', 'a narrow first column without header numbers the rows', 'titulos')
def numbered(lay):
    sheet = lay.sheet('Lista')
    columns = [(None, 'n'), ('PROVEEDOR', 'nombre'), ('RUC', 'rucn'), ('CONTACTO', lambda d: people.person_name(d.rng)), ('TELEFONO', 'telefono')]
    lay.answer(Table(sheet, 3, 1, columns, lay.purchases(30, 30)))
