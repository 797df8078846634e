#!/usr/bin/env python3
"""Makes the workbooks of test/fidelity/corpus with independent writers. Their bytes are committed: run this only
to change them. Needs Debian's python3-openpyxl, python3-xlsxwriter and libreoffice-calc; those of SheetJS and
exceljs come from `node test/fidelity/maker/with-node.mjs FOLDER` (a folder where exceljs is installed).
"""
from maker import with_libreoffice, with_openpyxl, with_xlsxwriter

for writer in (with_xlsxwriter, with_openpyxl, with_libreoffice):
    writer.make()
