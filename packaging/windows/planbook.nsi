; setup.exe: for the one who runs it, without an administrator; books and settings are never touched.
; Given by the build: VERSION, NUMBERS (four of them), PROGRAM (the built folder), ICON, TARGET.
Unicode true
Target amd64-unicode
SetCompressor /SOLID lzma
RequestExecutionLevel user
ManifestDPIAware true

!include MUI2.nsh
!include FileFunc.nsh

; Paths are written as the machine writes them that builds.
!ifdef NSIS_WIN32_MAKENSIS
  !define / "\"
!else
  !define / "/"
!endif
!define WORDS "规划台账"
!define KIND "Planbook.Book"
!define LISTED "Software\Microsoft\Windows\CurrentVersion\Uninstall\Planbook"

Name "${WORDS}"
OutFile "${TARGET}"
InstallDir "$LOCALAPPDATA\Programs\Planbook"
InstallDirRegKey HKCU "${LISTED}" "InstallLocation"
BrandingText "${WORDS} ${VERSION}"

!define MUI_ICON "${ICON}"
!define MUI_UNICON "${ICON}"
!define MUI_ABORTWARNING
!insertmacro MUI_PAGE_DIRECTORY
!insertmacro MUI_PAGE_INSTFILES
!define MUI_FINISHPAGE_RUN "$INSTDIR\planbook.exe"
!insertmacro MUI_PAGE_FINISH
!define MUI_UNCONFIRMPAGE_TEXT_TOP "只删除程序。台账、设置和备份都留着。"
!insertmacro MUI_UNPAGE_CONFIRM
!insertmacro MUI_UNPAGE_INSTFILES
!insertmacro MUI_LANGUAGE "SimpChinese"

VIProductVersion "${NUMBERS}"
VIAddVersionKey /LANG=2052 "ProductName" "${WORDS}"
VIAddVersionKey /LANG=2052 "FileDescription" "${WORDS}安装程序"
VIAddVersionKey /LANG=2052 "FileVersion" "${VERSION}"
VIAddVersionKey /LANG=2052 "ProductVersion" "${VERSION}"
VIAddVersionKey /LANG=2052 "CompanyName" "Planbook"
VIAddVersionKey /LANG=2052 "LegalCopyright" "MIT"

; A program that runs cannot be deleted: then nothing is changed, and it is said.
!macro STOP_IF_RUNNING
  ${If} ${FileExists} "$INSTDIR\planbook.exe"
    ClearErrors
    Delete "$INSTDIR\planbook.exe"
    ${If} ${Errors}
      MessageBox MB_OK|MB_ICONEXCLAMATION "规划台账正在运行。关闭后再来一次。" /SD IDOK
      SetErrorLevel 2
      Quit
    ${EndIf}
  ${EndIf}
!macroend

!macro TELL_THE_DESKTOP
  System::Call 'shell32::SHChangeNotify(i 0x08000000, i 0, p 0, p 0)'
!macroend

Section
  !insertmacro STOP_IF_RUNNING
  ; What an older version had and this one has not would only be in the way.
  RMDir /r "$INSTDIR\_internal"
  SetOutPath "$INSTDIR"
  File /r "${PROGRAM}${/}*.*"
  WriteUninstaller "$INSTDIR\uninstall.exe"
  CreateShortcut "$SMPROGRAMS\${WORDS}.lnk" "$INSTDIR\planbook.exe"
  CreateShortcut "$DESKTOP\${WORDS}.lnk" "$INSTDIR\planbook.exe"

  WriteRegStr HKCU "Software\Classes\${KIND}" "" "${WORDS}"
  WriteRegStr HKCU "Software\Classes\${KIND}\DefaultIcon" "" "$INSTDIR\planbook.exe,0"
  WriteRegStr HKCU "Software\Classes\${KIND}\shell\open\command" "" '"$INSTDIR\planbook.exe" "%1"'
  WriteRegStr HKCU "Software\Classes\.planbook" "" "${KIND}"
  WriteRegStr HKCU "Software\Classes\.planbook\OpenWithProgids" "${KIND}" ""

  WriteRegStr HKCU "${LISTED}" "DisplayName" "${WORDS}"
  WriteRegStr HKCU "${LISTED}" "DisplayVersion" "${VERSION}"
  WriteRegStr HKCU "${LISTED}" "DisplayIcon" "$INSTDIR\planbook.exe,0"
  WriteRegStr HKCU "${LISTED}" "Publisher" "Planbook"
  WriteRegStr HKCU "${LISTED}" "InstallLocation" "$INSTDIR"
  WriteRegStr HKCU "${LISTED}" "UninstallString" '"$INSTDIR\uninstall.exe"'
  WriteRegStr HKCU "${LISTED}" "QuietUninstallString" '"$INSTDIR\uninstall.exe" /S'
  WriteRegDWORD HKCU "${LISTED}" "NoModify" 1
  WriteRegDWORD HKCU "${LISTED}" "NoRepair" 1
  ${GetSize} "$INSTDIR" "/S=0K" $0 $1 $2
  WriteRegDWORD HKCU "${LISTED}" "EstimatedSize" $0
  !insertmacro TELL_THE_DESKTOP
SectionEnd

Section "Uninstall"
  !insertmacro STOP_IF_RUNNING
  Delete "$INSTDIR\planbook-cli.exe"
  RMDir /r "$INSTDIR\_internal"
  Delete "$INSTDIR\uninstall.exe"
  ; Only when it is empty: somebody may have put books there.
  RMDir "$INSTDIR"
  Delete "$SMPROGRAMS\${WORDS}.lnk"
  Delete "$DESKTOP\${WORDS}.lnk"

  ReadRegStr $0 HKCU "Software\Classes\.planbook" ""
  ${If} $0 == "${KIND}"
    DeleteRegValue HKCU "Software\Classes\.planbook" ""
  ${EndIf}
  DeleteRegValue HKCU "Software\Classes\.planbook\OpenWithProgids" "${KIND}"
  DeleteRegKey /ifempty HKCU "Software\Classes\.planbook\OpenWithProgids"
  DeleteRegKey /ifempty HKCU "Software\Classes\.planbook"
  DeleteRegKey HKCU "Software\Classes\${KIND}"
  DeleteRegKey HKCU "${LISTED}"
  !insertmacro TELL_THE_DESKTOP
SectionEnd
