#!/usr/bin/env python3
"""Makes the sample workbooks in samples/: deterministic, with writers that know nothing of Habido.

Needs Debian's python3-openpyxl and python3-xlsxwriter. Names are invented; check digits are computed.
Run from the repository's root: python3 scripts/make-samples.py
"""
import datetime as dt
import io
import os
import random
import subprocess
import zipfile

import openpyxl
import xlsxwriter
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter

OUT = os.path.join(os.path.dirname(os.path.abspath(__file__)), '..', 'samples')
MADE = dt.datetime(2026, 11, 2, 9, 0, 0)
OWNER = ('20600819667', 'CONTADORES DEL SUR ASOCIADOS S.A.C.')
WEIGHTS = (5, 4, 3, 2, 7, 6, 5, 4, 3, 2)

FIRST = ['ANDINA', 'PACIFICO', 'MISTI', 'AMAZONICA', 'CONDOR', 'INTI', 'SAN MARTIN', 'SANTA ROSA', 'LOS ALAMOS',
         'EL SOL', 'HUASCARAN', 'KUELAP', 'TITICACA', 'COSTA VERDE', 'NUEVA ERA', 'TRES CRUCES', 'LA MERCED',
         'VALLE SAGRADO', 'PIEDRA NEGRA', 'QUECHUA', 'SILLUSTANI', 'CARAL', 'MANTARO', 'RIMAC', 'CHILLON']
TRADE = ['COMERCIAL', 'DISTRIBUIDORA', 'INVERSIONES', 'TRANSPORTES', 'SERVICIOS GENERALES', 'FERRETERIA',
         'IMPORTACIONES', 'GRUPO', 'CORPORACION', 'NEGOCIACIONES', 'MULTISERVICIOS', 'LOGISTICA', 'AGROINDUSTRIAS',
         'TEXTIL', 'CONSTRUCTORA', 'EDITORIAL', 'PAPELERA', 'METALMECANICA']
FORM = ['S.A.C.', 'S.A.', 'E.I.R.L.', 'S.R.L.', 'S.A.C.']
SURNAME = ['QUISPE', 'MAMANI', 'FLORES', 'ROJAS', 'HUAMAN', 'CASTRO', 'CCOPA', 'ÑAUPARI', 'VARGAS', 'ESPINOZA',
           'CHÁVEZ', 'PAREDES', 'SALAS', 'TICONA', 'YUPANQUI', 'ZEGARRA', 'LOAYZA', 'MUÑOZ']
GIVEN = ['MARIA ELENA', 'JOSE LUIS', 'CARMEN ROSA', 'JUAN CARLOS', 'LUZ MARINA', 'VICTOR HUGO', 'ANA LUCIA',
         'PEDRO PABLO', 'ROSA ISABEL', 'JORGE ANTONIO']
DISTRICT = ['LIMA', 'AREQUIPA', 'MIRAFLORES', 'SAN ISIDRO', 'CAYMA', 'YANAHUARA', 'CERRO COLORADO', 'ATE', 'SURCO',
            'TRUJILLO', 'WANCHAQ', 'CALLAO']
STREET = ['AV. LOS INCAS', 'JR. PUNO', 'CAL. MERCADERES', 'AV. EJERCITO', 'AV. LA MARINA', 'CAL. SAN JOSE',
          'AV. PARRA', 'JR. HUALLAGA']
GOODS = ['Útiles de oficina', 'Combustible', 'Transporte', 'Limpieza', 'Repuestos', 'Asesoría', 'Alimentos',
         'Imprenta', 'Mantenimiento', 'Telefonía']


def check_digit(ten):
    return str((11 - sum(int(d) * w for d, w in zip(ten, WEIGHTS)) % 11) % 10)


def company_ruc(rng):
    ten = '20' + str(rng.randint(10000000, 61499999))
    return ten + check_digit(ten)


def person_ruc(rng):
    ten = '10' + '%08d' % rng.randint(1000000, 79999999)
    return ten + check_digit(ten)


def company_name(rng):
    return '%s %s %s' % (rng.choice(TRADE), rng.choice(FIRST), rng.choice(FORM))


def person_name(rng):
    return '%s %s %s' % (rng.choice(SURNAME), rng.choice(SURNAME), rng.choice(GIVEN))


def supplier(rng):
    if rng.random() < 0.78:
        return company_ruc(rng), company_name(rng)
    return person_ruc(rng), person_name(rng)


def suppliers(rng, count):
    found = {}
    while len(found) < count:
        ruc, name = supplier(rng)
        found[ruc] = name
    registered = registered_names(list(found))
    # A few keep a name that is nobody's: a wrong digit that is somebody else's RUC looks like that.
    return [(ruc, as_written(rng, registered[ruc]) if registered[ruc] and rng.random() > 0.04 else name)
            for ruc, name in found.items()]


def registered_names(rucs):
    """The names that the simulator has for them, so that the samples' names can be compared in a demonstration."""
    here = os.path.dirname(os.path.abspath(__file__))
    node = os.path.join(here, '..', 'node_modules', '.bin', 'node')
    done = subprocess.run([node, os.path.join(here, 'simulated-names.ts')], input='\n'.join(rucs), capture_output=True,
                          text=True, check=True)
    return dict(zip(rucs, done.stdout.split('\n')))


def as_written(rng, name):
    """As people write a registered name: mostly as it is, now and then shortened or without the dots of its form."""
    way = rng.random()
    if way < 0.6:
        return name
    if way < 0.8:
        return name.replace('.', '')
    if way < 0.9:
        return name.replace('SERVICIOS', 'SERV.').replace('INVERSIONES', 'INV.').replace('DISTRIBUIDORA', 'DISTRIB.')
    return name[:24]


def save(name, data):
    """Packs again with fixed dates, so that the same script gives the same bytes."""
    path = os.path.join(OUT, name)
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(path, 'w', zipfile.ZIP_DEFLATED) as target:
        for info in source.infolist():
            fixed = zipfile.ZipInfo(info.filename, (2026, 11, 2, 9, 0, 0))
            fixed.compress_type = zipfile.ZIP_DEFLATED
            fixed.external_attr = info.external_attr
            fixed.create_system = 0
            target.writestr(fixed, source.read(info.filename))
    print('%s: %d bytes' % (os.path.relpath(path), os.path.getsize(path)))


def damaged(rng, ruc, other):
    """Ways in which a RUC arrives in a workbook that people keep by hand; each once in the list."""
    wrong = ruc[:10] + str((int(ruc[10]) + 3) % 10)
    return [
        '%s %s %s %s' % (ruc[:2], ruc[2:5], ruc[5:8], ruc[8:]),
        '\u00a0' + ruc + ' ',
        ruc[:2] + '-' + ruc[2:10] + '-' + ruc[10],
        'RUC: ' + ruc,
        'R.U.C. N° ' + ruc,
        ruc + '.0',
        "'" + ruc,
        'P' + ruc,
        ''.join(chr(0xFF10 + int(d)) for d in ruc),
        ruc[:4] + '\u200b' + ruc[4:],
        ruc + ' / ' + other,
        wrong,
        int(wrong),
        ruc[:10],
        ruc[:6] + 'O' + ruc[7:],
        ruc + 'A',
        '2.06001E+10',
        '99999999999',
    ]


def make_supplier_list():
    rng = random.Random(20261124)
    data = io.BytesIO()
    book = xlsxwriter.Workbook(data, {'in_memory': True})
    book.set_properties({'title': 'Lista de proveedores', 'author': 'Contabilidad', 'created': MADE})
    sheet = book.add_worksheet('Proveedores')
    notes = book.add_worksheet('Notas')
    title = book.add_format({'bold': True, 'font_size': 14, 'font_color': '#1F3864'})
    small = book.add_format({'italic': True, 'font_color': '#595959'})
    head = book.add_format({'bold': True, 'bg_color': '#1F3864', 'font_color': '#FFFFFF', 'border': 1, 'valign': 'vcenter', 'text_wrap': True})
    text = book.add_format({'num_format': '@'})
    number = book.add_format({'num_format': '0'})
    money = book.add_format({'num_format': '#,##0.00'})
    date = book.add_format({'num_format': 'dd/mm/yyyy', 'align': 'center'})
    sheet.write('A1', 'LISTA DE PROVEEDORES', title)
    sheet.write('A2', 'Actualizada al 31/10/2026, en soles', small)
    headers = ['N°', 'RUC', 'Razón social', 'Dirección', 'Distrito', 'Rubro', 'Teléfono', 'Última compra', 'Compras 2026 (S/)']
    good = suppliers(rng, 300)
    rows = [[ruc if i % 3 else int(ruc), name] for i, (ruc, name) in enumerate(good)]
    for i, value in enumerate(damaged(rng, good[7][0], good[8][0])):
        rows.insert(11 + i * 15, [value, company_name(rng)])
    for i in range(6):
        rows.insert(20 + i * 41, [rng.choice(['%08d' % rng.randint(1000000, 79999999), rng.randint(10000000, 79999999)]), person_name(rng)])
    for i, foreign in enumerate(['00A00035185', '00B62492277', '1128473465', 'US-884120931']):
        rows.insert(33 + i * 53, [foreign, rng.choice(['CLOUD TOOLS LLC', 'IBERIA SOFTWARE S.L.', 'DATA HOSTING INC.'])])
    for i, filler in enumerate(['-', 'VARIOS', 'S/N', '']):
        rows.insert(60 + i * 67, [filler, 'VARIOS' if filler else 'PENDIENTE DE REGISTRO'])
    first, last = 4, 4 + len(rows) - 1
    for i, (ruc, name) in enumerate(rows):
        row = first + i
        sheet.write_number(row, 0, i + 1)
        if isinstance(ruc, int):
            sheet.write_number(row, 1, ruc, number)
        elif ruc == '':
            sheet.write_blank(row, 1, None, text)
        else:
            sheet.write_string(row, 1, ruc, text)
        sheet.write_string(row, 2, name)
        sheet.write_string(row, 3, '%s %d' % (rng.choice(STREET), rng.randint(100, 1999)))
        sheet.write_string(row, 4, rng.choice(DISTRICT))
        sheet.write_string(row, 5, rng.choice(GOODS))
        sheet.write_number(row, 6, 51900000000 + rng.randint(10000000, 99999999), number)
        sheet.write_datetime(row, 7, dt.datetime(2026, 1, 1) + dt.timedelta(days=rng.randint(0, 300)), date)
        sheet.write_number(row, 8, round(rng.lognormvariate(7, 1.2), 2), money)
    sheet.add_table(first - 1, 0, last, len(headers) - 1, {
        'name': 'Proveedores', 'style': 'Table Style Light 1',
        'columns': [{'header': h, 'header_format': head} for h in headers],
    })
    sheet.write_string(last + 2, 7, 'TOTAL', book.add_format({'bold': True}))
    sheet.write_formula(last + 2, 8, '=SUM(I%d:I%d)' % (first + 1, last + 1), book.add_format({'bold': True, 'num_format': '#,##0.00', 'top': 1, 'bottom': 6}))
    for column, width in enumerate([6, 16, 42, 28, 18, 20, 15, 14, 18]):
        sheet.set_column(column, column, width)
    sheet.set_row(first - 1, 30)
    sheet.freeze_panes(first, 3)
    sheet.conditional_format(first, 8, last, 8, {'type': 'data_bar', 'bar_color': '#9DBBEA'})
    sheet.data_validation(first, 5, last, 5, {'validate': 'list', 'source': GOODS})
    sheet.set_landscape()
    notes.set_column(0, 0, 90)
    for row, line in enumerate(['Los RUC de esta lista se escribieron a mano: algunos tienen espacios, signos o letras.',
                                'Los DNI y los documentos de otros países no se validan.', 'Nombres y números inventados.']):
        notes.write_string(row, 0, line)
    book.close()
    save('proveedores.xlsx', data.getvalue())


HEADER_81 = [
    # column, top row, bottom row, right column, text
    ('A', 7, 11, 'A', 'NÚMERO CORRELATIVO DEL REGISTRO O CÓDIGO ÚNICO DE LA OPERACIÓN'),
    ('B', 7, 11, 'B', 'FECHA DE EMISIÓN DEL COMPROBANTE DE PAGO O DOCUMENTO'),
    ('C', 7, 11, 'C', 'FECHA DE VENCIMIENTO O FECHA DE PAGO (1)'),
    ('D', 7, 8, 'F', 'COMPROBANTE DE PAGO O DOCUMENTO'),
    ('D', 9, 11, 'D', 'TIPO (TABLA 10)'),
    ('E', 9, 11, 'E', 'SERIE O CÓDIGO DE LA DEPENDENCIA ADUANERA (TABLA 11)'),
    ('F', 9, 11, 'F', 'AÑO DE EMISIÓN DE LA DUA O DSI'),
    ('G', 7, 11, 'G', 'N° DEL COMPROBANTE DE PAGO, DOCUMENTO, N° DE ORDEN DEL FORMULARIO FÍSICO O VIRTUAL'),
    ('H', 7, 7, 'J', 'INFORMACIÓN DEL PROVEEDOR'),
    ('H', 8, 9, 'I', 'DOCUMENTO DE IDENTIDAD'),
    ('H', 10, 11, 'H', 'TIPO (TABLA 2)'),
    ('I', 10, 11, 'I', 'NÚMERO'),
    ('J', 8, 11, 'J', 'APELLIDOS Y NOMBRES, DENOMINACIÓN O RAZÓN SOCIAL'),
    ('K', 7, 9, 'L', 'ADQUISICIONES GRAVADAS DESTINADAS A OPERACIONES GRAVADAS Y/O DE EXPORTACIÓN'),
    ('K', 10, 11, 'K', 'BASE IMPONIBLE'),
    ('L', 10, 11, 'L', 'IGV'),
    ('M', 7, 11, 'M', 'VALOR DE LAS ADQUISICIONES NO GRAVADAS'),
    ('N', 7, 11, 'N', 'OTROS TRIBUTOS Y CARGOS'),
    ('O', 7, 11, 'O', 'IMPORTE TOTAL'),
    ('P', 7, 9, 'Q', 'CONSTANCIA DE DEPÓSITO DE DETRACCIÓN (3)'),
    ('P', 10, 11, 'P', 'NÚMERO'),
    ('Q', 10, 11, 'Q', 'FECHA DE EMISIÓN'),
    ('R', 7, 11, 'R', 'TIPO DE CAMBIO'),
]


def header_81(sheet):
    thin = Side(style='thin', color='808080')
    border = Border(left=thin, right=thin, top=thin, bottom=thin)
    fill = PatternFill('solid', fgColor='DDEBF7')
    for column, top, bottom, right, label in HEADER_81:
        for row in range(top, bottom + 1):
            for index in range(openpyxl.utils.column_index_from_string(column), openpyxl.utils.column_index_from_string(right) + 1):
                cell = sheet.cell(row, index)
                cell.border, cell.fill = border, fill
        cell = sheet['%s%d' % (column, top)]
        cell.value = label
        cell.font = Font(name='Arial', size=8, bold=True)
        cell.alignment = Alignment(horizontal='center', vertical='center', wrap_text=True)
        if (column, top) != (right, bottom):
            sheet.merge_cells('%s%d:%s%d' % (column, top, right, bottom))


def make_register_81():
    rng = random.Random(81)
    book = openpyxl.Workbook()
    book.properties.creator = 'Contabilidad'
    book.properties.created = book.properties.modified = MADE
    sheet = book.active
    sheet.title = 'Compras'
    for row, (label, value) in {1: ('FORMATO 8.1: REGISTRO DE COMPRAS', None), 3: ('PERÍODO:', 'OCTUBRE 2026'), 4: ('RUC:', OWNER[0]),
                                5: ('APELLIDOS Y NOMBRES, DENOMINACIÓN O RAZÓN SOCIAL:', OWNER[1])}.items():
        sheet.cell(row, 1, label).font = Font(name='Arial', size=9 if value else 12, bold=True)
        if value:
            sheet.cell(row, 5, value).font = Font(name='Arial', size=9)
    header_81(sheet)
    parties = suppliers(rng, 92)
    row = 12
    thin = Side(style='hair', color='A6A6A6')
    body = Font(name='Arial', size=8)
    for n in range(1, 421):
        ruc, name = rng.choice(parties)
        kind, tipo = '01', '6'
        roll = rng.random()
        if roll < 0.02:
            ruc, name, tipo, kind = '%08d' % rng.randint(1000000, 79999999), person_name(rng), '1', '03'
        elif roll < 0.03:
            ruc, name, tipo, kind = rng.choice(['00B62492277', '00A00035185']), 'IBERIA SOFTWARE S.L.', '0', '91'
        elif roll < 0.035:
            ruc, name, tipo, kind = '-', 'VARIOS', '0', '12'
        elif roll < 0.045:
            ruc, name = ruc[:10] + str((int(ruc[10]) + 1) % 10), name
        issued = dt.datetime(2026, 10, 1) + dt.timedelta(days=int((n - 1) * 31 / 420))
        base = round(rng.lognormvariate(6, 1.1), 2)
        igv = round(base * 0.18, 2) if kind == '01' else 0
        values = ['%04d' % n, issued, issued if n % 4 else issued + dt.timedelta(days=30), kind,
                  rng.choice(['F001', 'F002', 'E001', 'FF11']) if kind == '01' else 'B001', None, '%08d' % rng.randint(1, 99999),
                  tipo, ruc, name, base if kind == '01' else None, igv or None, None if kind == '01' else base, None,
                  round(base + igv, 2), None, None, 1.0 if n % 17 else 3.742]
        for index, value in enumerate(values, 1):
            cell = sheet.cell(row, index, value)
            cell.font = body
            cell.border = Border(bottom=thin)
            if isinstance(value, dt.datetime):
                cell.number_format = 'dd/mm/yyyy'
            elif isinstance(value, float):
                cell.number_format = '#,##0.00' if index != 18 else '0.000'
            elif index in (8, 9):
                cell.number_format = '@'
        row += 1
    sheet.cell(row + 1, 10, 'TOTALES').font = Font(name='Arial', size=8, bold=True)
    for index in (11, 12, 13, 15):
        letter = get_column_letter(index)
        cell = sheet.cell(row + 1, index, '=SUM(%s12:%s%d)' % (letter, letter, row - 1))
        cell.font, cell.number_format = Font(name='Arial', size=8, bold=True), '#,##0.00'
    for index, width in enumerate([11, 11, 11, 7, 8, 7, 12, 7, 14, 40, 12, 10, 12, 10, 12, 12, 11, 8], 1):
        sheet.column_dimensions[get_column_letter(index)].width = width
    sheet.freeze_panes = 'A12'
    sheet.print_title_rows = '1:11'
    sheet.page_setup.orientation = 'landscape'
    owners = book.create_sheet('Maestro')
    owners.append(['CÓDIGO', 'RUC', 'PROVEEDOR'])
    for n, (ruc, name) in enumerate(suppliers(rng, 140), 1):
        owners.append(['P%04d' % n, int(ruc), name])
        owners.cell(n + 1, 2).number_format = '0'
    owners.column_dimensions['B'].width, owners.column_dimensions['C'].width = 14, 44
    data = io.BytesIO()
    book.save(data)
    save('registro-compras-8.1.xlsx', data.getvalue())


SIRE = ['RUC', 'Apellidos y Nombres o Razón social', 'Periodo', 'CAR SUNAT', 'Fecha de emisión', 'Fecha Vcto/Pago',
        'Tipo CP/Doc.', 'Serie del CDP', 'Año', 'Nro CP o Doc. Nro Inicial (Rango)', 'Nro Final (Rango)',
        'Tipo Doc Identidad', 'Nro Doc Identidad', 'Apellidos Nombres/ Razón  Social', 'BI Gravado DG', 'IGV / IPM DG',
        'BI Gravado DGNG', 'IGV / IPM DGNG', 'BI Gravado DNG', 'IGV / IPM DNG', 'Valor Adq. NG', 'ISC', 'ICBPER',
        'Otros Trib/ Cargos', 'Total CP', 'Moneda', 'Tipo de Cambio', 'Fecha Emisión Doc Modificado',
        'Tipo CP Modificado', 'Serie CP Modificado', 'COD. DAM O DSI', 'Nro CP Modificado', 'Clasif de Bss y Sss',
        'ID Proyecto Operadores', 'PorcPart', 'IMB', 'CAR Orig/ Ind E o I', 'Detracción', 'Tipo de Nota', 'Est. Comp.',
        'Incal', 'CLU1', 'CLU2', 'CLU3']


def make_sire():
    rng = random.Random(804)
    data = io.BytesIO()
    book = xlsxwriter.Workbook(data, {'in_memory': True})
    book.set_properties({'title': 'Propuesta RCE', 'author': 'SIRE', 'created': MADE})
    sheet = book.add_worksheet('Propuesta RCE 202610')
    head = book.add_format({'bold': True, 'text_wrap': True, 'valign': 'top', 'bg_color': '#E7E6E6', 'bottom': 1})
    money = book.add_format({'num_format': '#,##0.00'})
    for column, label in enumerate(SIRE):
        sheet.write_string(0, column, label, head)
    parties = suppliers(rng, 118)
    count = 364
    for n in range(1, count + 1):
        ruc, name = parties[n - 1] if n <= len(parties) else rng.choice(parties)
        tipo, kind, serie = '6', '01', rng.choice(['F001', 'F003', 'E001', 'FA02'])
        if n % 61 == 0:
            ruc, name, tipo, kind, serie = '%08d' % rng.randint(1000000, 79999999), person_name(rng), '1', '03', 'B001'
        elif n % 97 == 0:
            ruc, name, tipo, kind, serie = '00B62492277', 'IBERIA SOFTWARE S.L.', '0', '91', '-'
        number = rng.randint(1, 99999)
        day = 1 + int((n - 1) * 31 / count)
        base = round(rng.lognormvariate(6.2, 1.0), 2)
        igv = round(base * 0.18, 2) if kind == '01' else 0.0
        car = '%s%s%s%010d' % (ruc, kind, serie, number)
        row = [OWNER[0], OWNER[1], '202610', car, '%02d/10/2026' % day, '', kind, serie, '', str(number), '', tipo, ruc, name,
               base if kind == '01' else 0.0, igv, 0.0, 0.0, 0.0, 0.0, 0.0 if kind == '01' else base, 0.0, 0.0, 0.0,
               round(base + igv, 2), 'PEN' if n % 9 else 'USD', 1.0 if n % 9 else 3.742, '', '', '', '', '', '', '', '', '', '',
               'D' if n % 13 == 0 else '', '', '1', '', '', '', '']
        for column, value in enumerate(row):
            if isinstance(value, float):
                sheet.write_number(n, column, value, money)
            elif value != '':
                sheet.write_string(n, column, value)
    sheet.autofilter(0, 0, count, len(SIRE) - 1)
    sheet.freeze_panes(1, 0)
    sheet.set_column(0, len(SIRE) - 1, 14)
    sheet.set_column(1, 1, 36)
    sheet.set_column(3, 3, 30)
    sheet.set_column(13, 13, 40)
    book.close()
    save('sire-rce-propuesta.xlsx', data.getvalue())


if __name__ == '__main__':
    os.makedirs(OUT, exist_ok=True)
    make_supplier_list()
    make_register_81()
    make_sire()
