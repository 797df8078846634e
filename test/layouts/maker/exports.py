"""What SUNAT's systems and the accounting programs write: PLE, SIRE, CONCAR, SAP, SSCO and other exports."""
from . import people
from .layout import MONEY, Table, layout

PLE_81 = ([('Periodo', 'periodo'), ('CUO', 'cuo'), ('Correlativo', lambda d: 'M%04d' % (d.n + 1)), ('Fecha de emisión', 'fechat'),
           ('Fecha de vencimiento', 'vencet'), ('Tipo CP', 'cp'), ('Serie', 'serie'), ('Año DUA', 'nada'), ('Número', 'numero'),
           ('Total diario', 'nada'), ('Tipo doc.', 'tipo'), ('Número doc. proveedor', 'ruc'), ('Razón social', 'nombre')]
          + [('Base 1', 'base'), ('IGV 1', 'igv')] + [('Campo %d' % n, 'cero') for n in range(16, 24)]
          + [('Total', 'total'), ('Moneda', 'moneda'), ('TC', 'tc')] + [('Campo %d' % n, 'nada') for n in range(27, 41)]
          + [('Estado', lambda d: '1')])
PLE_141 = ([('Periodo', 'periodo'), ('CUO', 'cuo'), ('Correlativo', lambda d: 'M%04d' % (d.n + 1)), ('Fecha de emisión', 'fechat'),
            ('Fecha de vencimiento', 'nada'), ('Tipo CP', 'cp'), ('Serie', 'serie'), ('Número', 'numero'), ('Número final', 'nada'),
            ('Tipo doc.', 'tipo'), ('Número doc. cliente', 'ruc'), ('Razón social', 'nombre'), ('Exportación', 'cero'), ('Base', 'base'),
            ('Descuento', 'cero'), ('IGV', 'igv')] + [('Campo %d' % n, 'cero') for n in range(17, 24)]
           + [('Total', 'total'), ('Moneda', 'moneda'), ('TC', 'tc')] + [('Campo %d' % n, 'nada') for n in range(27, 34)] + [('Estado', lambda d: '1')])


def ple(name, case, columns, header, origin, writer, parties):
    @layout(name, case, 'ple' + ('' if header else ' sin-encabezado') + ' otros-documentos', writer)
    def make(lay):
        others = [people.with_dni(lay.rng) for _ in range(parties)] + [people.foreign(lay.rng)]
        table = Table(lay.sheet('LE' if header else 'Hoja1'), 1, 1, columns, lay.purchases(30, 80, others), header_rows=header)
        lay.answer(table, origenReconocido=origin)


ple('c01-ple-8.1', 'the 41 fields of PLE 8.1 pasted into a sheet, no header', PLE_81, 0, 'PLE 8.1', 'openpyxl', 3)
ple('c02-ple-8.1-con-titulos', 'the same under the names of its fields', PLE_81, 1, 'PLE 8.1', 'xlsxwriter', 3)
ple('c03-ple-14.1', 'the 34 fields of PLE 14.1, no header, many DNI', PLE_141, 0, 'PLE 14.1', 'inline', 25)
ple('c04-ple-14.1-con-titulos', 'the same under the names of its fields', PLE_141, 1, 'PLE 14.1', 'libreoffice', 25)

RCE = [('RUC', 'dueno'), ('Apellidos y Nombres o Razón social', 'duenonombre'), ('Periodo', lambda d: '202610'),
       ('CAR SUNAT', lambda d: '%s01%s%010d' % (d.party.numero, d.serie, d.numero)), ('Fecha de emisión', 'fechat'), ('Fecha Vcto/Pago', 'nada'),
       ('Tipo CP/Doc.', 'cp'), ('Serie del CDP', 'serie'), ('Año', 'nada'), ('Nro CP o Doc. Nro Inicial (Rango)', 'numeron'), ('Nro Final (Rango)', 'nada'),
       ('Tipo Doc Identidad', 'tipo'), ('Nro Doc Identidad', 'ruc'), ('Apellidos Nombres/ Razón  Social', 'nombre'), ('BI Gravado DG', 'base'), ('IGV / IPM DG', 'igv'),
       ('BI Gravado DGNG', 'cero'), ('IGV / IPM DGNG', 'cero'), ('Valor Adq. NG', 'cero'), ('ISC', 'cero'), ('Total CP', 'total'), ('Moneda', 'moneda'), ('Tipo de Cambio', 'tc'),
       ('Fecha Emisión Doc Modificado', 'nada'), ('Tipo CP Modificado', 'nada'), ('Serie CP Modificado', 'nada'), ('Nro CP Modificado', 'nada'),
       ('Clasif de Bss y Sss', 'nada'), ('Detracción', 'nada'), ('Tipo de Nota', 'nada'), ('Est. Comp.', lambda d: '1'), ('Incal', 'nada'), ('CLU1', 'nada'), ('CLU2', 'nada')]
RVIE = [('Ruc', 'dueno'), ('Razon Social', 'duenonombre'), ('Periodo', lambda d: '202610'), ('CAR SUNAT', lambda d: '%s01%s%010d' % (people.OWNER[0], d.serie, d.numero)),
        ('Fecha de emisión', 'fechat'), ('Fecha Vcto/Pago', 'nada'), ('Tipo CP/Doc.', 'cp'), ('Serie del CDP', 'serie'), ('Nro CP o Doc. Nro Inicial (Rango)', 'numeron'),
        ('Nro Final (Rango)', 'nada'), ('Tipo Doc Identidad', 'tipo'), ('Nro Doc Identidad', 'ruc'), ('Apellidos Nombres/ Razón Social', 'nombre'),
        ('Valor Facturado Exportación', 'cero'), ('BI Gravada', 'base'), ('Dscto BI', 'cero'), ('IGV / IPM', 'igv'), ('Mto Exonerado', 'cero'), ('Total CP', 'total'),
        ('Moneda', 'moneda'), ('Tipo Cambio', 'tc'), ('Est. Comp', lambda d: '1')]


@layout('c05-sire-rce', 'the proposal of purchases: RUC is the user’s own on every row', 'sire dueno otros-documentos', 'xlsxwriter')
def rce(lay):
    others = [people.with_dni(lay.rng), people.foreign(lay.rng)]
    lay.answer(Table(lay.sheet('Propuesta RCE'), 1, 1, RCE, lay.purchases(40, 110, others)), origenReconocido='SIRE RCE')


@layout('c06-sire-rce-fila-3', 'header in row 3, RUC and type as numbers, Moneda cut to M', 'sire dueno numero-y-texto')
def rce_row_3(lay):
    sheet = lay.sheet('08042610')
    lay.title(sheet, ['Registro de Compras Electrónico - Propuesta'])
    columns = [(('M' if text == 'Moneda' else text), {'ruc': 'rucn', 'dueno': 'duenon', 'tipo': 'tipon'}.get(kind, kind)) for text, kind in RCE]
    lay.answer(Table(sheet, 3, 1, columns, lay.purchases(26, 70)), origenReconocido='SIRE RCE')


@layout('c07-sire-rce-80-columnas', 'eighty columns, in another order', 'sire dueno', 'inline')
def rce_80(lay):
    columns = RCE[2:] + RCE[:2] + [('Campo libre %d' % n, 'nada' if n % 2 else 'cero') for n in range(1, 47)]
    lay.answer(Table(lay.sheet('RCE'), 1, 1, columns, lay.purchases(30, 60)), origenReconocido='SIRE RCE')


@layout('c08-sire-rce-un-proveedor', 'a month with one supplier: both columns hold a single RUC', 'sire dueno un-solo-ruc')
def rce_one(lay):
    lay.answer(Table(lay.sheet('RCE'), 1, 1, RCE, lay.docs(lay.parties(1, 0), 12)), origenReconocido='SIRE RCE', constante=True)


@layout('c09-sire-rvie', 'the proposal of sales, many DNI', 'sire dueno otros-documentos', 'libreoffice')
def rvie(lay):
    others = [people.with_dni(lay.rng) for _ in range(40)]
    lay.answer(Table(lay.sheet('Propuesta RVIE'), 1, 1, RVIE, lay.purchases(22, 100, others)), origenReconocido='SIRE RVIE')


@layout('c10-sire-rvie-solo-dni', 'a month of boletas: no client with RUC, only the owner’s column holds one', 'sire dueno sin-ruc', 'xlsxwriter')
def rvie_none(lay):
    sheet = lay.sheet('Propuesta RVIE')
    Table(sheet, 1, 1, RVIE, lay.docs([people.with_dni(lay.rng) for _ in range(60)], 60))
    lay.without_ruc(sheet, 12, 1)


CONCAR = [('Sub Diario', lambda d: '11'), ('Número de Comprobante', 'cuo'), ('Fecha de Comprobante', 'fecha'), ('Código de Moneda', lambda d: 'MN'), ('Glosa Principal', 'glosa'),
          ('Tipo de Cambio', 'tc'), ('Cuenta Contable', 'cuenta'), ('Código de Anexo', 'ruc'), ('Código de Centro de Costo', 'nada'), ('Debe / Haber', lambda d: 'H'),
          ('Importe Original', 'total'), ('Tipo de Documento', lambda d: 'FT'), ('Número de Documento', 'cpe'), ('Fecha de Documento', 'fecha'), ('Fecha de Vencimiento', 'vence')]


@layout('c11-concar-plantilla', 'CONCAR’s import sheet: names, restrictions and sizes in rows 1 to 3', 'concar encabezado-alto', 'xlsxwriter')
def concar(lay):
    sheet = lay.sheet('Plantilla')
    sheet.line(1, 1, [text for text, _ in CONCAR], True)
    sheet.line(2, 1, ['Ver T.G. 02', 'Los dos primeros dígitos son el mes', None, 'Ver T.G. 03', None, 'Llenar si Tipo de Conversión es C', 'Debe existir en el Plan de Cuentas',
                      'Si Cuenta Contable tiene seleccionado Tipo de Anexo', 'Ver T.G. 05', 'D ó H', None, 'Ver T.G. 06', None, None, None])
    sheet.line(3, 1, ['4 Caracteres', '6 Caracteres', 'dd/mm/aaaa', '2 Caracteres', '40 Caracteres', 'Numérico 11, 6', '12 Caracteres', '18 Caracteres', '6 Caracteres', '1 Carácter',
                      'Numérico 14,2', '2 Caracteres', '20 Caracteres', 'dd/mm/aaaa', 'dd/mm/aaaa'])
    lay.answer(Table(sheet, 1, 1, CONCAR, lay.purchases(25, 70), header_rows=3), origenReconocido='CONCAR', columnaFecha='N')


@layout('c12-concar-anexo-p', 'voucher lines: the annex is P, a blank and the RUC; every second line has none', 'concar danados')
def concar_p(lay):
    columns = [('SUBDIA', lambda d: '11'), ('COMPROB', 'cuo'), ('FECHA', 'fecha'), ('CUENTA', 'cuenta'),
               ('CODIGO DE ANEXO', lambda d: 'P ' + d.party.numero if d.n % 2 else None), ('GLOSA', 'glosa'), ('DEBE', 'total'), ('HABER', 'cero')]
    table = Table(lay.sheet('CT1110'), 1, 1, columns, lay.docs(lay.parties(25), 100))
    lay.answer(table, 5, rows=50, origenReconocido='CONCAR')


@layout('c13-concar-mayor-por-anexo', 'a ledger by annex: the RUC stands in the heading of each group', 'concar bloques', 'libreoffice')
def concar_groups(lay):
    sheet = lay.sheet('Análisis de cuenta')
    lay.title(sheet, [people.OWNER[1], 'ANÁLISIS DE CUENTAS POR ANEXO', ('PERIODO:', 'OCTUBRE 2026')])
    sheet.line(5, 1, ['ANEXO', 'FECHA', 'DOCUMENTO', 'GLOSA', 'DEBE', 'HABER', 'SALDO'], True)
    row, parties = 6, lay.parties(15)
    for party in parties:
        sheet.put(row, 1, '%s %s' % (party.numero, party.nombre))
        for n in range(3):
            doc = people.Doc(lay.rng, party, n, 3)
            sheet.line(row + 1 + n, 2, [doc.fecha, '%s-%d' % (doc.serie, doc.numero), doc.glosa, doc.total, 0.0, doc.total])
        sheet.line(row + 4, 4, ['TOTAL ANEXO', 900.5, 0.0, 900.5], True)
        row += 6
    lay.expected = {'respuesta': 'columna', 'hoja': sheet.name, 'columna': 'A', 'encabezado': 5, 'filas': 15}


@layout('c14-sap-ocrd', 'SAP Business One: CardCode is P and the RUC, LicTradNum the RUC', 'sap varias-respuestas', 'xlsxwriter')
def sap(lay):
    table = Table(lay.sheet('OCRD'), 1, 1, [('CardCode', 'sap'), ('CardName', 'nombre'), ('CardType', lambda d: 'S'), ('LicTradNum', 'ruc'), ('Balance', 'total')], lay.purchases(45, 45))
    lay.answer(table, 4, alternativas=[lay.place(table, 1)], ofrecidas=[lay.place(table, 1)], origenReconocido='SAP')


@layout('c15-sap-cardcode', 'only the code: P and the RUC', 'sap danados')
def sap_code(lay):
    lay.answer(Table(lay.sheet('Facturas de proveedores'), 1, 1, [('DocNum', 'numeron'), ('DocDate', 'fecha'), ('CardCode', 'sap'), ('CardName', 'nombre'), ('DocTotal', 'total')], lay.purchases(25, 60)),
               origenReconocido='SAP')


@layout('c16-sap-fbl1n', 'SAP FI list: internal vendor codes, Nº ident.fis.1, lines of asterisks with totals', 'sap bloques', 'inline')
def sap_fi(lay):
    columns = [('St', lambda d: 'X'), ('Acreedor', lambda d: '10%08d' % (d.n * 7 + 12)), ('Nombre 1', 'nombre'), ('NºDoc.', lambda d: 5100000000 + d.n), ('Fe.contab.', 'fechat'),
               ('Nº ident.fis.1', 'ruc'), ('Importe en ML', 'total'), ('ML', 'moneda')]
    table = Table(lay.sheet('Sheet1'), 1, 1, columns, lay.purchases(30, 60))
    for n in range(2):
        table.sheet.line(table.last + 1 + n, 1, ['*' * (n + 1), None, None, None, None, None, 55123.4, 'PEN'])
    lay.answer(table, columnaFecha='')


@layout('c17-ssco', 'SUNAT’s list of subjects without operative capacity: RUC as number, footnotes below', 'ssco numero-y-texto')
def ssco(lay):
    sheet = lay.sheet('SSCO')
    lay.title(sheet, ['RELACIÓN DE SUJETOS SIN CAPACIDAD OPERATIVA', 'Decreto Legislativo N° 1532', None])
    columns = [('RUC', 'rucn'), ('Nombre o razón social', 'nombre'), ('Domicilio fiscal', lambda d: 'AV. PERU %d LIMA' % d.numero), ('Resolución de atribución', lambda d: 'N° 0230050%06d' % d.numero),
               ('Fecha de emisión', 'fecha'), ('Fecha en que quedó firme', 'vence'), ('Documento del representante legal', lambda d: '%08d' % (10000000 + d.numero)),
               ('Nombre del representante legal', lambda d: people.person_name(d.rng)), ('Fecha de publicación', 'fecha')]
    table = Table(sheet, 4, 1, columns, lay.purchases(60, 60))
    for i, note in enumerate(['(1) Publicado según el artículo 7 del reglamento.', '(2) El RUC %s fue excluido por resolución posterior.' % people.OWNER[0], 'Fuente: SUNAT.']):
        sheet.put(table.last + 2 + i, 1, note)
    lay.answer(table)


@layout('c18-facturador', 'export of a billing system: client number beside phones and codes', 'erp telefonos', 'inline')
def billing(lay):
    columns = [('#', 'n'), ('Fecha emisión', 'fecha'), ('Tipo', lambda d: 'FACTURA ELECTRÓNICA'), ('Número', 'cpe'), ('Cliente', 'nombre'), ('Número documento cliente', 'ruc'), ('Teléfono', 'telefono'), ('Estado', lambda d: 'Aceptado')] + MONEY
    lay.answer(Table(lay.sheet('Documentos'), 1, 1, columns, lay.purchases(28, 55)))


@layout('c19-starsoft', 'another program: CTA. CTE. holds the RUC, ASD a code', 'erp titulos', 'xlsxwriter')
def starsoft(lay):
    columns = [('ASD', lambda d: 'A%03d' % d.n), ('VOUCHER', 'cuo'), ('FEC. DOC.', 'fecha'), ('CUENTA', 'cuenta'), ('CTA. CTE.', 'ruc'), ('NOMBRE', 'nombre'), ('CARGO', 'total'), ('ABONO', 'cero')]
    lay.answer(Table(lay.sheet('MOVIMIENTOS'), 1, 1, columns, lay.purchases(24, 80)))


@layout('c20-siscont', 'header with dots and cuts in row 4: NRO.R.U.C.', 'erp titulos')
def siscont(lay):
    sheet = lay.sheet('reg_com')
    lay.title(sheet, [people.OWNER[1], 'REGISTRO DE COMPRAS OCTUBRE DEL 2026'])
    columns = [('VOU.', 'cuo'), ('F.EMISION', 'fechat'), ('F.VCTO.', 'vencet'), ('TD', 'cp'), ('SERIE', 'serie'), ('NUMERO', 'numero'), ('T.D', 'tipo'), ('NRO.R.U.C.', 'ruc'), ('RAZON SOC.', 'nombre')] + MONEY
    lay.answer(Table(sheet, 4, 1, columns, lay.purchases(24, 80)))


@layout('c21-odoo', 'Odoo: Contacto/NIF among long paths', 'erp titulos', 'xlsxwriter')
def odoo(lay):
    columns = [('Asiento/Número', 'cpe'), ('Asiento/Fecha de factura', 'fecha'), ('Asiento/Contacto/Nombre', 'nombre'), ('Asiento/Contacto/NIF', 'ruc'), ('Asiento/Total', 'total')]
    lay.answer(Table(lay.sheet('Sheet1'), 1, 1, columns, lay.purchases(28, 55)))


@layout('c22-contasis-dos-filas', 'two header rows, DOC. IDENTIDAD over TIP and NUMERO', 'erp encabezado-alto', 'libreoffice')
def contasis(lay):
    sheet = lay.sheet('Compras')
    for place in [(1, 1, 2, 1, 'FECHA EMI'), (1, 2, 1, 4, 'DOCUMENTO'), (2, 2, 2, 2, 'TIP'), (2, 3, 2, 3, 'SERIE'), (2, 4, 2, 4, 'NUMERO'), (1, 5, 1, 6, 'DOC. IDENTIDAD'), (2, 5, 2, 5, 'TIP'),
                  (2, 6, 2, 6, 'NUMERO'), (1, 7, 2, 7, 'RAZON SOCIAL'), (1, 8, 2, 8, 'BASE'), (1, 9, 2, 9, 'IGV')]:
        sheet.merge(*place)
    columns = [('', 'fecha'), ('', 'cp'), ('', 'serie'), ('', 'numero'), ('', 'tipo'), ('', 'ruc'), ('', 'nombre'), ('', 'base'), ('', 'igv')]
    lay.answer(Table(sheet, 1, 1, columns, lay.purchases(25, 60, [people.Party('1', '44556677', 'TAIPE INGA LUIS', False)]), header_rows=2))
