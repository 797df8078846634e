"""More than one column or sheet that could be meant, other people's numbers, damaged cells; and books without any."""
from . import people
from .layout import MONEY, REGISTER, Table, layout

SUPPLIER = [('RUC', 'ruc'), ('Razón social', 'nombre')]


@layout('e01-comprobante-y-linea', 'partner_id (voucher) and partner_id_aml (line) hold the same', 'varias-respuestas erp')
def voucher_and_line(lay):
    columns = [('move_id', 'cpe'), ('date', 'fecha'), ('partner_id', 'ruc'), ('account', 'cuenta'), ('partner_id_aml', 'ruc'), ('debit', 'total'), ('credit', 'cero')]
    table = Table(lay.sheet('account_move_line'), 1, 1, columns, lay.purchases(30, 90))
    second = lay.place(table, 5)
    lay.answer(table, 3, alternativas=[second], ofrecidas=[second])


@layout('e02-codigo-y-ruc', 'Codigo and RUC with equal values', 'varias-respuestas', 'xlsxwriter')
def code_and_ruc(lay):
    columns = [('Codigo', 'ruc'), ('RUC', 'rucn'), ('Nombre', 'nombre'), ('Saldo', 'total')]
    table = Table(lay.sheet('Clientes'), 1, 1, columns, lay.purchases(40, 40))
    lay.answer(table, 2, alternativas=[lay.place(table, 1)], ofrecidas=[lay.place(table, 1)])


@layout('e03-dos-hojas-iguales', 'two sheets of the same companies', 'varias-respuestas', 'inline')
def two_sheets(lay):
    parties = lay.parties(35)
    first = Table(lay.sheet('Relación'), 1, 1, SUPPLIER + [('Distrito', lambda d: 'LIMA')], lay.docs(parties, 35))
    second = Table(lay.sheet('Datos'), 1, 1, [('N°', 'n'), ('NOMBRE', 'nombre'), ('NRO RUC', 'ruc')], lay.docs(parties, 35))
    lay.answer(first, alternativas=[lay.place(second)], ofrecidas=[lay.place(second)])


@layout('e04-meses', 'a sheet for every month, the same header in each', 'varias-respuestas')
def months(lay):
    tables = [Table(lay.sheet(name), 2, 1, REGISTER + SUPPLIER + MONEY, lay.purchases(14, 30)) for name in ('ENERO', 'FEBRERO', 'MARZO', 'ABRIL')]
    others = [lay.place(table) for table in tables[1:]]
    lay.answer(tables[0], alternativas=others, ofrecidas=others)


@layout('e05-resumen-y-detalle', 'a summary by supplier in front of the detail', 'varias-respuestas', 'xlsxwriter')
def summary(lay):
    parties = lay.parties(25)
    short = Table(lay.sheet('Resumen'), 3, 1, SUPPLIER + [('Suma de Total', 'total')], lay.docs(parties, 25))
    full = Table(lay.sheet('Detalle'), 1, 1, REGISTER + SUPPLIER + MONEY, lay.docs(parties, 80))
    lay.answer(full, alternativas=[lay.place(short)], ofrecidas=[lay.place(short)])


@layout('e06-lado-a-lado', 'Tabla 1 and Tabla 2 under one header row', 'lado-a-lado')
def side_by_side(lay):
    sheet = lay.sheet('Comparación')
    sheet.put(1, 1, 'Tabla 1', True)
    sheet.put(1, 7, 'Tabla 2', True)
    columns = [('RUC', 'ruc'), ('Nombre', 'nombre'), ('Fecha', 'fecha'), ('Total', 'total')]
    left = Table(sheet, 2, 1, columns, lay.purchases(30, 40))
    right = Table(sheet, 2, 7, columns, lay.purchases(20, 25))
    lay.answer(left, alternativas=[lay.place(right)], ofrecidas=[lay.place(right)])


@layout('e07-transportista', 'guides: the carrier has more RUCs than the addressee', 'terceros', 'xlsxwriter')
def carrier(lay):
    carriers = lay.parties(30)
    columns = [('Fecha', 'fecha'), ('Guía', 'cpe'), ('RUC Transportista', lambda d: carriers[d.n % 30].numero), ('Transportista', lambda d: carriers[d.n % 30].nombre), ('RUC Destinatario', 'ruc'), ('Destinatario', 'nombre'), ('Bultos', 'n')]
    table = Table(lay.sheet('Guías'), 1, 1, columns, lay.purchases(12, 60))
    lay.answer(table, ofrecidas=[lay.place(table, 3)])


@layout('e08-procesador', 'RUC Nubiz is the card processor’s, the client’s column says N° Doc.', 'terceros un-solo-ruc', 'inline')
def processor(lay):
    columns = [('Fecha', 'fecha'), ('RUC Nubiz', lambda d: people.ruc('20', '60123459')), ('Tarjeta', lambda d: 'VISA'), ('N° Doc. Cliente', 'ruc'), ('Cliente', 'nombre'), ('Importe', 'total')]
    lay.answer(Table(lay.sheet('Cobros'), 1, 1, columns, lay.purchases(25, 60)))


@layout('e09-solicitante', 'the employee who asked (Nro Doc. Solicitante) is a RUC 10 on some rows', 'terceros')
def requester(lay):
    staff = [people.person(lay.rng) for _ in range(20)]
    columns = [('Nro Doc. Solicitante', lambda d: staff[d.n % 20].numero), ('Solicitante', lambda d: staff[d.n % 20].nombre), ('Fecha', 'fecha'), ('Nro Doc. Proveedor', 'ruc'), ('Proveedor', 'nombre'), ('Monto', 'total')]
    table = Table(lay.sheet('Rendiciones'), 1, 1, columns, lay.purchases(15, 60))
    lay.answer(table, columnaNombre='E')


@layout('e10-representante', 'the legal representative’s DNI beside the company’s RUC', 'terceros dni-al-lado', 'xlsxwriter')
def representative(lay):
    columns = SUPPLIER + [('DNI Rep. Legal', lambda d: '%08d' % (10234567 + d.n * 311)), ('Representante legal', lambda d: people.person_name(d.rng)), ('Cuenta detracciones', lambda d: '000%08d' % (1234567 + d.n))]
    lay.answer(Table(lay.sheet('Padrón'), 1, 1, columns, lay.purchases(40, 40)))


@layout('e11-dni-y-ruc-10', 'fees: the DNI beside the RUC 10 that holds it, CCI, account, CUSPP', 'dni-al-lado')
def fees(lay):
    columns = [('DNI', 'dni'), ('RUC', 'ruc'), ('Apellidos y nombres', 'nombre'), ('CCI', 'cci'), ('Cta. BN', lambda d: '0401%04d' % d.n), ('CUSPP', lambda d: '5%05dABCD%02d' % (d.numero, d.n)), ('Fecha', 'fecha'), ('Honorario', 'total')]
    lay.answer(Table(lay.sheet('Recibos'), 1, 1, columns, lay.docs([people.person(lay.rng) for _ in range(35)], 50)))


@layout('e12-sol', 'a sheet SOL with RUC, user and password in front of the register', 'sol', 'inline')
def sol(lay):
    secret = lay.sheet('SOL')
    for row, (label, value) in enumerate([('RUC', people.OWNER[0]), ('USUARIO SOL', 'PUERTO01'), ('CLAVE SOL', 'inventada1')], 2):
        secret.line(row, 2, [label, value])
    lay.answer(Table(lay.sheet('Compras'), 1, 1, REGISTER + SUPPLIER + MONEY, lay.purchases(18, 40)))


@layout('e13-caratula', 'a cover with the owner’s RUC, the register on the second sheet', 'dueno', 'libreoffice')
def cover(lay):
    sheet = lay.sheet('Carátula')
    sheet.merge(2, 2, 2, 6, 'LIBRO DE COMPRAS')
    sheet.line(4, 2, ['RUC', people.OWNER[0]])
    sheet.line(5, 2, ['RAZÓN SOCIAL', people.OWNER[1]])
    lay.answer(Table(lay.sheet('Registro'), 1, 1, REGISTER + SUPPLIER + MONEY, lay.purchases(18, 40)))


@layout('e14-danados', 'spaces, signs, labels, letters, .0, two in one cell, lost digits', 'danados numero-y-texto', 'xlsxwriter')
def damaged(lay):
    rows = lay.purchases(40, 40)

    def spoil(number, other, n):
        ways = ['%s %s' % (number[:2], number[2:]), '\u00a0' + number, number[:2] + '-' + number[2:10] + '-' + number[10], 'RUC: ' + number, number + '.0',
                "'" + number, 'P' + number, number[:5] + '\u200b' + number[5:], number + ' / ' + other, people.wrong_digit(number), number[:10], '2.06001E+10',
                number[:6] + 'O' + number[7:], ''.join(chr(0xFF10 + int(d)) for d in number)]
        return ways[n % 14] if n % 2 == 0 else number

    columns = REGISTER + [('RUC', lambda d: spoil(d.party.numero, rows[0].party.numero, d.n // 2 if d.n % 2 == 0 else 1)), ('Nombre', 'nombre')] + MONEY
    lay.answer(Table(lay.sheet('Compras'), 1, 1, columns, rows), 3)


@layout('e15-numero-y-nombre-juntos', 'PROVEEDOR holds number and name in one text', 'danados mismo-titulo')
def together(lay):
    lay.answer(Table(lay.sheet('Compras'), 1, 1, REGISTER + [('PROVEEDOR', 'junto')] + MONEY, lay.purchases(20, 50)))


@layout('e16-extranjeros', 'NIF padded with zeros, eight and ten digits among the suppliers', 'otros-documentos', 'inline')
def foreigners(lay):
    others = [people.Party('', text, 'PROVEEDOR DEL EXTERIOR', False) for text in ['00A00035185', '00B62492277', '85294916', '1128473465', 'US884120931']]
    lay.answer(Table(lay.sheet('Proveedores'), 1, 1, [('RUC', 'ruc'), ('PROVEEDOR', 'nombre'), ('CONDICIÓN', lambda d: 'CREDITO')], lay.purchases(70, 76, others)))


@layout('e17-detracciones', 'deposits: RUC of the payer on every row, of the supplier, and the account', 'dueno terceros', 'xlsxwriter')
def deposits(lay):
    columns = [('Número de Constancia', lambda d: 190000000 + d.numero), ('RUC Adquiriente', 'dueno'), ('Nombre/Razón Social del Adquiriente', 'duenonombre'), ('RUC Proveedor', 'ruc'), ('Nombre/Razón Social del Proveedor', 'nombre'),
               ('Fecha de pago', 'fecha'), ('Periodo tributario', lambda d: '202610'), ('Número de cuenta', lambda d: '000%08d' % (40000000 + d.n)), ('Monto Depósito', 'total')]
    lay.answer(Table(lay.sheet('Detracciones'), 1, 1, columns, lay.purchases(22, 60)), columnaFecha='')


@layout('e18-columna-oculta', 'the RUC column itself is hidden, a code is shown', 'ocultas')
def hidden_column(lay):
    sheet = lay.sheet('Compras')
    table = Table(sheet, 1, 1, [('Código', 'n'), ('RUC', 'ruc'), ('Proveedor', 'nombre'), ('Fecha', 'fecha')] + MONEY, lay.purchases(20, 50))
    sheet.hidden_columns = {2}
    lay.answer(table)


@layout('e19-pocos-llenos', 'boletas and facturas: nine cells of ten of the column are empty', 'filas-vacias otros-documentos', 'inline')
def sparse(lay):
    columns = REGISTER + [('RUC/DNI', lambda d: d.party.numero if d.n % 10 == 0 else None), ('Cliente', lambda d: d.party.nombre if d.n % 10 == 0 else 'CLIENTES VARIOS')] + MONEY
    lay.answer(Table(lay.sheet('Ventas'), 1, 1, columns, lay.purchases(60, 150)), 3, rows=15, columnaNombre='D')


@layout('e20-codigos-de-producto', 'product codes of eleven digits (EAN, some of which pass by chance) beside one supplier column', 'telefonos', 'xlsxwriter')
def products(lay):
    columns = [('Código', lambda d: '%011d' % (10000000000 + d.n * 73939133 + d.numero)), ('Descripción', 'glosa'), ('RUC Prov.', 'ruc'), ('Proveedor', 'nombre'), ('Costo', 'total')]
    lay.answer(Table(lay.sheet('Inventario'), 1, 1, columns, lay.purchases(15, 120)))
