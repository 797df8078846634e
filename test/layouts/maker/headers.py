"""Plain lists whose header says it in every way that was met; and headers that say something else."""
from .layout import MONEY, REGISTER, Table, layout
from .people import OWNER

NAMED = [
    # name, header of the column, of the names, kind, rows above, first column, writer
    ('a01-ruc', 'RUC', 'Razón social', 'rucn', 0, 1, 'openpyxl'),
    ('a02-ruc-asterisco', 'RUC (*)', 'Denominación o razón social (*)', 'ruc', 0, 2, 'xlsxwriter'),
    ('a03-r-u-c', 'R. U. C.', 'NOMBRE O RAZÓN SOCIAL', 'rucn', 3, 2, 'openpyxl'),
    ('a04-n-ruc', 'N° RUC', 'PROVEEDOR', 'ruc', 4, 3, 'xlsxwriter'),
    ('a05-n_ruc', 'n_ruc', 'razon_social', 'ruc', 0, 4, 'inline'),
    ('a06-cliente_ruc', 'cliente_ruc', 'cliente_nombre', 'rucn', 0, 8, 'openpyxl'),
    ('a07-empresaRuc', 'empresaRuc', 'empresaNombre', 'ruc', 0, 2, 'inline'),
    ('a08-ruc-emisor', 'RUC\nEmisor', 'Razón Social\nEmisor', 'ruc', 5, 4, 'xlsxwriter'),
    ('a09-ruc-del-proveedor', 'RUC del Proveedor', 'Nombre del Proveedor', 'rucn', 0, 11, 'libreoffice'),
    ('a10-nro-doc', 'NRO DOC', 'RAZON SOCIAL', 'ruc', 0, 8, 'openpyxl'),
    ('a11-num-doc', 'NUM DOC', 'NOMBRES', 'rucn', 9, 5, 'xlsxwriter'),
    ('a12-ruc-empresa-asociada', 'RUC_EMPRESA_ASOCIADA', 'NOMBRE_EMPRESA', 'ruc', 0, 9, 'inline'),
    ('a13-ruc-partner', 'RUC Partner', 'Nombre Partner', 'ruc', 0, 2, 'openpyxl'),
    ('a14-nro-partner', 'NRO PARTNER', 'DESCRIPCION', 'rucn', 0, 7, 'xlsxwriter'),
    ('a15-empresa-id', 'Empresa ID (*)', 'Empresa nombre', 'ruc', 0, 1, 'openpyxl'),
    ('a16-documento', 'documento', 'nombre', 'ruc', 0, 1, 'inline'),
    ('a17-numero-de-documento', 'Número de documento (*)', 'Nombre o razón social (*)', 'ruc', 0, 3, 'openpyxl'),
    ('a18-ruc-dni', 'RUC/DNI', 'Apellidos y nombres', 'ruc', 10, 3, 'xlsxwriter'),
    ('a19-tax-id', 'Tax ID', 'Vendor name', 'ruc', 0, 2, 'openpyxl'),
    ('a20-ruc-dni-u-otro', 'RUC, DNI U OTRO', 'DENOMINACIÓN', 'ruc', 6, 6, 'libreoffice'),
]


def list_of(name, header, names, kind, above, left, writer):
    @layout(name, 'header %r in row %d' % (header, above + 1), 'titulos', writer)
    def make(lay):
        sheet = lay.sheet('Hoja1')
        if above >= 3:
            lay.title(sheet, ['REPORTE DE DOCUMENTOS', ('PERÍODO', 'OCTUBRE 2026')])
        before = [('N°', 'n'), ('Fecha', 'fecha'), ('Serie', 'serie'), ('Número', 'numero'), ('Glosa', 'glosa'),
                  ('Moneda', 'moneda'), ('T.C.', 'tc'), ('Cuenta', 'cuenta'), ('Vencimiento', 'vence'), ('Voucher', 'cuo')]
        columns = before[:left - 1] + [(header, kind), (names, 'nombre')] + MONEY
        lay.answer(Table(sheet, above + 1, 1, columns, lay.purchases(25, 60)))


for row in NAMED:
    list_of(*row)


@layout('a21-partner', 'the header says nothing of numbers; the values do', 'titulos erp')
def partner(lay):
    sheet = lay.sheet('Asientos')
    columns = [('DATE', 'fecha'), ('PARTNER', 'rucn'), ('JOURNAL', lambda d: 'COMP'), ('ACCOUNT', 'cuenta'),
               ('DEBIT', 'total'), ('CREDIT', 'cero')]
    lay.answer(Table(sheet, 1, 1, columns, lay.purchases(40, 140)))


@layout('a22-partner-nombres', 'the same header over names; the numbers stand under another', 'mismo-titulo erp', 'xlsxwriter')
def partner_names(lay):
    sheet = lay.sheet('Asientos')
    columns = [('DATE', 'fecha'), ('PARTNER', 'nombre'), ('VAT', 'rucn'), ('ACCOUNT', 'cuenta'), ('DEBIT', 'total')]
    lay.answer(Table(sheet, 1, 1, columns, lay.purchases(30, 90)))


@layout('a23-proveedor-ruc', 'PROVEEDOR holds the numbers', 'mismo-titulo')
def supplier_number(lay):
    columns = REGISTER + [('PROVEEDOR', 'ruc'), ('DETALLE', 'glosa')] + MONEY
    lay.answer(Table(lay.sheet('COMPRAS'), 1, 1, columns, lay.purchases(22, 70)))


@layout('a24-proveedor-nombre', 'PROVEEDOR holds the names, Código the numbers', 'mismo-titulo', 'inline')
def supplier_name(lay):
    columns = REGISTER + [('PROVEEDOR', 'nombre'), ('Código', 'rucn')] + MONEY
    lay.answer(Table(lay.sheet('COMPRAS'), 1, 1, columns, lay.purchases(22, 70)))


@layout('a25-titular', 'TITULAR holds the numbers, a column of names stands far off', 'mismo-titulo', 'xlsxwriter')
def holder(lay):
    columns = [('CUENTA', 'cuenta'), ('TITULAR', 'ruc')] + MONEY + [('Detalle', 'glosa'), ('Razón social', 'nombre')]
    lay.answer(Table(lay.sheet('Saldos'), 1, 2, columns, lay.purchases(30, 60)))


@layout('a26-ruc-casi-vacia', 'a column headed RUC with 2 of 80 cells filled; Codigo holds them all', 'ruc-casi-vacia')
def nearly_empty(lay):
    columns = [('Codigo', 'rucn'), ('Nombre', 'nombre'), ('RUC', lambda d: d.party.numero if d.n in (3, 41) else None),
               ('Dirección', 'glosa'), ('Saldo', 'total')]
    lay.answer(Table(lay.sheet('Clientes'), 1, 1, columns, lay.purchases(80, 80)))


@layout('a27-ruc-cliente-en-compras', 'purchases under RUC CLIENTE: the book was copied from the sales', 'ruc-cliente', 'libreoffice')
def client_of_purchases(lay):
    sheet = lay.sheet('REGISTRO DE COMPRAS')
    lay.title(sheet, ['REGISTRO DE COMPRAS', ('RUC:', OWNER[0]), ('MES:', 'OCTUBRE')])
    columns = REGISTER + [('RUC CLIENTE', 'ruc'), ('CLIENTE', 'nombre')] + MONEY
    lay.answer(Table(sheet, 5, 1, columns, lay.purchases(28, 64)))


@layout('a28-ancho', 'column FZ of a sheet of 200 columns', 'titulos', 'xlsxwriter')
def wide(lay):
    columns = [('Campo %03d' % n, 'cero' if n % 3 else 'nada') for n in range(1, 182)]
    columns += [('Ruc', 'rucn'), ('Razon Social', 'nombre')] + [('Extra %02d' % n, 'glosa') for n in range(1, 18)]
    lay.answer(Table(lay.sheet('Export'), 1, 1, columns, lay.purchases(12, 14)))


@layout('a29-lejos-del-borde', 'the table begins at F20', 'titulos')
def far_from_the_edge(lay):
    sheet = lay.sheet('Hoja 1 .')
    sheet.put(2, 6, 'Proveedores homologados', True)
    lay.answer(Table(sheet, 20, 6, [('Ítem', 'n'), ('Nro. Ruc', 'ruc'), ('Proveedor', 'nombre'), ('Rubro', 'glosa')],
                     lay.purchases(33, 33)))


@layout('a30-nombre-cortado', 'a sheet named with a sentence cut at 31 characters', 'nombre-de-hoja', 'xlsxwriter')
def cut_name(lay):
    sheet = lay.sheet('Relación de comprobantes de pag')
    lay.answer(Table(sheet, 1, 1, REGISTER + [('Nro. Documento', 'ruc'), ('Nombre', 'nombre')] + MONEY, lay.purchases(9, 30)))


@layout('a31-tabla-de-excel', 'an Excel table, a totals line below it', 'titulos', 'xlsxwriter')
def excel_table(lay):
    sheet = lay.sheet('Proveedores')
    table = Table(sheet, 4, 2, [('Código', 'n'), ('RUC', 'ruc'), ('Razón social', 'nombre'), ('Compras', 'total')], lay.purchases(50, 50))
    sheet.tables.append((4, 2, table.last, 5))
    sheet.line(table.last + 2, 4, ['TOTAL', 12345.67])
    lay.answer(table)


@layout('a32-formulas', 'the numbers come from formulas', 'numero-y-texto', 'xlsxwriter')
def formulas(lay):
    from .book import Formula
    sheet = lay.sheet('Compras')
    columns = [('Código', 'n'), ('RUC', lambda d: Formula('=IFERROR(VLOOKUP(A%d,Maestro!A:B,2,0),"")' % (d.n + 2), d.party.numero)),
               ('Razón social', lambda d: Formula('=VLOOKUP(A%d,Maestro!A:C,3,0)' % (d.n + 2), d.party.nombre)), ('Fecha', 'fecha')] + MONEY
    table = Table(sheet, 1, 1, columns, lay.purchases(20, 45))
    lay.answer(table, 2, columnaNombre='C')


@layout('a33-numero-y-texto', 'numbers and texts mixed in one column, some rows filtered away', 'numero-y-texto', 'libreoffice')
def mixed(lay):
    sheet = lay.sheet('Compras')
    columns = REGISTER + [('RUC', lambda d: int(d.party.numero) if d.n % 3 else d.party.numero), ('Nombre', 'nombre')] + MONEY
    table = Table(sheet, 1, 1, columns, lay.purchases(24, 66))
    sheet.filter = (1, 1, table.last, 7)
    sheet.hidden_rows = set(range(20, 31))
    lay.answer(table, 3)


@layout('a34-una-fila', 'a header and one row', 'titulos')
def one_row(lay):
    lay.answer(Table(lay.sheet('Hoja1'), 1, 1, [('RUC', 'ruc'), ('Razón social', 'nombre')], lay.purchases(1, 1)))


@layout('a35-solo-la-columna', 'one column of numbers and its header, nothing else', 'titulos', 'inline')
def alone(lay):
    lay.answer(Table(lay.sheet('Hoja1'), 1, 1, [('RUC', 'ruc')], lay.purchases(40, 40)))
