"""Books with no column of RUCs, or with one that holds none: the answer is to say so."""
from . import people
from .layout import MONEY, REGISTER, Table, layout


@layout('n01-vacio', 'an empty workbook', 'no-hay')
def empty(lay):
    lay.sheet('Hoja1')
    lay.none()


@layout('n02-balance', 'a trial balance with the owner’s RUC in its title', 'no-hay dueno', 'xlsxwriter')
def balance(lay):
    sheet = lay.sheet('Balance')
    lay.title(sheet, ['BALANCE DE COMPROBACIÓN', ('RUC:', people.OWNER[0]), ('RAZÓN SOCIAL:', people.OWNER[1]), ('PERÍODO:', '2026')])
    sheet.line(6, 1, ['CUENTA', 'DENOMINACIÓN', 'DEBE', 'HABER', 'DEUDOR', 'ACREEDOR'], True)
    for n in range(40):
        sheet.line(7 + n, 1, [str(100000 + n * 1001), 'Cuenta contable %d' % n, 100.5 * n, 20.25 * n, 80.25 * n, 0.0])
    lay.none()


@layout('n03-telefonos', '281 phones of eleven digits and nothing else', 'no-hay telefonos', 'inline')
def phones(lay):
    Table(lay.sheet('Contactos'), 1, 1, [('Nombre', lambda d: people.person_name(d.rng)), ('Celular', 'telefono'), ('Distrito', lambda d: 'LIMA')], lay.docs(lay.parties(5), 281))
    lay.none()


@layout('n04-planilla', 'a payroll: DNI, CUSPP, CCI', 'no-hay dni-al-lado')
def payroll(lay):
    columns = [('DNI', lambda d: '%08d' % (40000000 + d.numero)), ('Apellidos y nombres', lambda d: people.person_name(d.rng)), ('CUSPP', lambda d: '5%05dABCD%02d' % (d.numero, d.n)), ('CCI', 'cci'), ('Remuneración', 'total')]
    Table(lay.sheet('Planilla'), 1, 1, columns, lay.docs(lay.parties(5), 45))
    lay.none()


@layout('n05-carta', 'a letter with a RUC in a sentence', 'no-hay', 'xlsxwriter')
def letter(lay):
    sheet = lay.sheet('Carta')
    lay.title(sheet, ['Lima, 24 de noviembre de 2026', None, 'Señores de %s (RUC %s):' % people.OWNER, 'Por la presente les informamos que el contrato vence en diciembre.', 'Atentamente,'])
    lay.none()


@layout('n06-codigos-ean', 'an inventory with codes of eleven and thirteen digits', 'no-hay telefonos')
def ean(lay):
    columns = [('SKU', lambda d: '%011d' % (70010000000 + d.n * 137)), ('EAN', lambda d: '775%010d' % d.numero), ('Producto', 'glosa'), ('Stock', 'n'), ('Costo', 'total')]
    Table(lay.sheet('Stock'), 1, 1, columns, lay.docs(lay.parties(5), 80))
    lay.none()


@layout('n07-estado-de-cuenta', 'a bank statement: operations, references, accounts', 'no-hay', 'libreoffice')
def statement(lay):
    sheet = lay.sheet('Movimientos')
    lay.title(sheet, ['BANCO DE LA NACIÓN', ('Cuenta:', '00-401-123456'), ('CCI:', '01840100040112345678')])
    columns = [('Fecha', 'fecha'), ('N° Operación', 'numero'), ('Descripción', 'glosa'), ('Referencia', lambda d: '%012d' % (d.numero * 991)), ('Cargo', 'total'), ('Saldo', 'base')]
    Table(sheet, 6, 1, columns, lay.docs(lay.parties(5), 70))
    lay.none()


@layout('n08-ids-que-empiezan-con-ruc', 'only document codes that begin with a RUC', 'no-hay empieza-con-ruc', 'inline')
def ids(lay):
    columns = [('INVOICE ID', lambda d: '%s-01-%s-%d' % (d.party.numero, d.serie, d.numero)), ('XML', lambda d: '%s-01-%s-%d.xml' % (d.party.numero, d.serie, d.numero)), ('Estado', lambda d: 'ACEPTADO'), ('Total', 'total')]
    Table(lay.sheet('CPE'), 1, 1, columns, lay.docs(lay.parties(20), 60))
    lay.none()


@layout('n09-notas', 'a sheet of sentences and a chart’s figures', 'no-hay')
def notes(lay):
    lay.title(lay.sheet('Notas'), ['Recordar a los proveedores que actualicen su RUC', 'Enviar estados de cuenta', 'Cierre: 30/11'])
    figures = lay.sheet('Gráfico')
    for n in range(12):
        figures.line(1 + n, 1, ['Mes %d' % (n + 1), 1000.5 * n])
    lay.none()


@layout('n10-ruc-vacia', 'a register whose RUC column was never filled', 'sin-ruc', 'xlsxwriter')
def never_filled(lay):
    sheet = lay.sheet('Compras')
    Table(sheet, 1, 1, REGISTER + [('RUC', 'nada'), ('Proveedor', 'nombre')] + MONEY, lay.docs(lay.parties(15), 40))
    lay.without_ruc(sheet, 3, 1)


@layout('n11-solo-rellenos', 'the column holds dashes, zeros and S/N', 'sin-ruc')
def only_fillers(lay):
    sheet = lay.sheet('Caja chica')
    Table(sheet, 4, 1, REGISTER + [('N° RUC', lambda d: ['-', '0', 'S/N', 'VARIOS', None][d.n % 5]), ('Detalle', 'glosa'), ('Total', 'total')], lay.docs(lay.parties(15), 40))
    lay.without_ruc(sheet, 3, 4)


@layout('n12-solo-dni', 'sales to persons: N° Doc. Identidad holds DNI only', 'sin-ruc otros-documentos', 'inline')
def only_dni(lay):
    sheet = lay.sheet('Boletas')
    Table(sheet, 2, 1, REGISTER + [('Tipo Doc. Identidad', 'tipo'), ('N° Doc. Identidad', 'ruc'), ('Cliente', 'nombre'), ('Total', 'total')], lay.docs([people.with_dni(lay.rng) for _ in range(50)], 50))
    lay.without_ruc(sheet, 4, 2)


@layout('n13-codigos-que-pasan', 'product codes that begin with 20; one in eleven passes the check digit by chance', 'no-hay telefonos', 'xlsxwriter')
def by_chance(lay):
    columns = [('Código', lambda d: '20%09d' % (100000000 + d.n * 7919)), ('Producto', 'glosa'), ('Stock', 'n'), ('Costo', 'total')]
    Table(lay.sheet('Kardex'), 1, 1, columns, lay.docs(lay.parties(5), 150))
    lay.none()
