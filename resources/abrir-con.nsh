; Offers Habido under "Abrir con" for the workbooks that it reads, and leaves alone what a double click starts:
; only OpenWithProgids is written, never the default value of an extension.

!macro offerHabido EXT
  WriteRegNone SHELL_CONTEXT "Software\Classes\.${EXT}\OpenWithProgids" "Habido.Libro"
!macroend

!macro withdrawHabido EXT
  DeleteRegValue SHELL_CONTEXT "Software\Classes\.${EXT}\OpenWithProgids" "Habido.Libro"
!macroend

!macro customInstall
  WriteRegStr SHELL_CONTEXT "Software\Classes\Habido.Libro" "" "Libro o tabla"
  WriteRegStr SHELL_CONTEXT "Software\Classes\Habido.Libro\DefaultIcon" "" "$appExe,0"
  WriteRegStr SHELL_CONTEXT "Software\Classes\Habido.Libro\shell\open" "FriendlyAppName" "Habido"
  WriteRegStr SHELL_CONTEXT "Software\Classes\Habido.Libro\shell\open\command" "" '"$appExe" "%1"'
  !insertmacro offerHabido "xlsx"
  !insertmacro offerHabido "xlsm"
  !insertmacro offerHabido "xlsb"
  !insertmacro offerHabido "xls"
  !insertmacro offerHabido "ods"
  !insertmacro offerHabido "csv"
  System::Call 'shell32::SHChangeNotify(i, i, i, i) v (0x08000000, 0, 0, 0)'
!macroend

!macro customUnInstall
  !insertmacro withdrawHabido "xlsx"
  !insertmacro withdrawHabido "xlsm"
  !insertmacro withdrawHabido "xlsb"
  !insertmacro withdrawHabido "xls"
  !insertmacro withdrawHabido "ods"
  !insertmacro withdrawHabido "csv"
  DeleteRegKey SHELL_CONTEXT "Software\Classes\Habido.Libro"
!macroend
