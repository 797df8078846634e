"""Workbooks written by LibreOffice: others' workbooks saved by it, and a pivot table with its cache, shapes and
form controls out of a flat OpenDocument file."""
import os
import shutil
import subprocess
import tempfile

from .register import HEADER, path, purchases

OFFICE = 'urn:oasis:names:tc:opendocument:xmlns:'
SPACES = ' '.join('xmlns:%s="%s"' % pair for pair in [
    ('office', OFFICE + 'office:1.0'), ('table', OFFICE + 'table:1.0'), ('text', OFFICE + 'text:1.0'),
    ('draw', OFFICE + 'drawing:1.0'), ('svg', OFFICE + 'svg-compatible:1.0'), ('form', OFFICE + 'form:1.0'),
    ('style', OFFICE + 'style:1.0'), ('xlink', 'http://www.w3.org/1999/xlink')])


def cell(value):
    if isinstance(value, (int, float)):
        return '<table:table-cell office:value-type="float" office:value="%s"/>' % value
    if hasattr(value, 'isoformat'):
        return '<table:table-cell office:value-type="date" office:date-value="%s"/>' % value.isoformat()
    return '<table:table-cell office:value-type="string"><text:p>%s</text:p></table:table-cell>' % value


def flat():
    rows = ''.join('<table:table-row>%s</table:table-row>' % ''.join(map(cell, row))
                   for row in [HEADER] + purchases(20, 21))
    field = ('<table:data-pilot-field table:source-field-name="%s" table:orientation="%s" table:used-hierarchy="-1"%s>'
             '<table:data-pilot-level table:show-empty="false"/></table:data-pilot-field>')
    pivot = ('<table:data-pilot-tables><table:data-pilot-table table:name="Dinamica1" '
             'table:target-range-address="Resumen.A3:Resumen.C12" table:buttons="Resumen.A3">'
             '<table:source-cell-range table:cell-range-address="Compras.A1:Compras.G21"/>%s%s'
             '</table:data-pilot-table></table:data-pilot-tables>' % (
                 field % ('Proveedor', 'row', ''), field % ('Total', 'data', ' table:function="sum"')))
    shape = ('<table:shapes><draw:rect svg:x="22cm" svg:y="1cm" svg:width="3cm" svg:height="2cm"><text:p>Sello</text:p></draw:rect>'
             '<draw:line svg:x1="20cm" svg:y1="1cm" svg:x2="22cm" svg:y2="3cm"/></table:shapes>')
    return ('<?xml version="1.0" encoding="UTF-8"?><office:document %s office:version="1.3" '
            'office:mimetype="application/vnd.oasis.opendocument.spreadsheet"><office:body><office:spreadsheet>'
            '<table:table table:name="Compras">%s<table:table-column table:number-columns-repeated="7"/>%s</table:table>'
            '<table:table table:name="Resumen"><table:table-column/><table:table-row><table:table-cell/></table:table-row></table:table>'
            '%s</office:spreadsheet></office:body></office:document>' % (SPACES, shape, rows, pivot))


def convert(sources, target='xlsx'):
    """Converts files in one start of LibreOffice; answers the folder of the results."""
    out = tempfile.mkdtemp()
    profile = tempfile.mkdtemp()
    subprocess.run(['soffice', '-env:UserInstallation=file://' + profile, '--headless', '--convert-to', target,
                    '--outdir', out] + sources, check=True, stdout=subprocess.DEVNULL)
    shutil.rmtree(profile)
    return out


def make():
    work = tempfile.mkdtemp()
    with open(os.path.join(work, 'pivote.fods'), 'w', encoding='utf-8') as file:
        file.write(flat())
    sources = [os.path.join(work, 'pivote.fods')]
    for name in ('graficos', 'formatos', 'comentarios', 'filtro', 'tabla-crece', 'protegida'):
        source = os.path.join(work, name + '.xlsx')
        shutil.copy(path('xw-%s.xlsx' % name), source)
        sources.append(source)
    out = convert(sources)
    for name in os.listdir(out):
        shutil.move(os.path.join(out, name), path('lo-' + name))
    shutil.rmtree(out)
    shutil.rmtree(work)
