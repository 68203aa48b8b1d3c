# A build on Windows itself, for a release: the same spec, the same lock, the same setup script.
# Needs Python 3.11 (64 bit) and, for setup.exe, NSIS. From the checkout:
#   powershell -ExecutionPolicy Bypass -File packaging\windows\build.ps1
# Signs what it makes when PLANBOOK_SIGN holds the command that signs a file given as its last word.
$ErrorActionPreference = "Stop"
$env:PYTHONUTF8 = "1"
$env:PYTHONHASHSEED = "1"
$house = (Resolve-Path (Join-Path $PSScriptRoot "..\..")).Path
$work = Join-Path $house "build\windows"
$out = Join-Path $house "dist"
$python = Join-Path $work "venv\Scripts\python.exe"

function Invoke-Step([string] $what, [scriptblock] $step) {
    Write-Host "== $what"
    & $step
    if ($LASTEXITCODE -ne 0) { throw "$what failed ($LASTEXITCODE)" }
}

function Add-Signature([string] $file) {
    if ($env:PLANBOOK_SIGN) { Invoke-Step "sign $file" { cmd /c "$env:PLANBOOK_SIGN `"$file`"" } }
}

if (Test-Path $work) { Remove-Item -Recurse -Force $work }
New-Item -ItemType Directory -Force $work, $out | Out-Null
Invoke-Step "environment" { py -3.11 -m venv (Join-Path $work "venv") }
Invoke-Step "packages" {
    & $python -m pip install --require-hashes -r (Join-Path $house "packaging\requirements.lock")
}
$version = (Select-String -Path (Join-Path $house "pyproject.toml") -Pattern '^version = "(.+)"$').Matches[0].Groups[1].Value
$name = "planbook-$version-windows-x86_64"
$folder = Join-Path $out $name

Invoke-Step "PyInstaller" {
    & $python -m PyInstaller --noconfirm --log-level WARN --distpath $work `
        --workpath (Join-Path $work "work") (Join-Path $house "packaging\planbook.spec")
}
if (Test-Path $folder) { Remove-Item -Recurse -Force $folder }
Copy-Item -Recurse (Join-Path $work "planbook") $folder
Add-Signature (Join-Path $folder "planbook.exe")
Add-Signature (Join-Path $folder "planbook-cli.exe")
Invoke-Step "self-check" { & (Join-Path $folder "planbook-cli.exe") self-check (Join-Path $work "check") }

$setup = Join-Path $out "$name-setup.exe"
$icon = Join-Path $work "work\planbook\icons\planbook.ico"
$nsis = Get-Command makensis -ErrorAction SilentlyContinue
$makensis = if ($nsis) { $nsis.Source } else { "${env:ProgramFiles(x86)}\NSIS\makensis.exe" }
Invoke-Step "setup.exe" {
    & $makensis /V2 /INPUTCHARSET UTF8 "/DVERSION=$version" "/DNUMBERS=$version.0" "/DPROGRAM=$folder" `
        "/DICON=$icon" "/DTARGET=$setup" (Join-Path $house "packaging\windows\planbook.nsi")
}
Add-Signature $setup

$portable = Join-Path $out "$name.zip"
Compress-Archive -Force -Path $folder -DestinationPath $portable
Get-FileHash -Algorithm SHA256 $setup, $portable | ForEach-Object {
    "$($_.Hash.ToLower())  $(Split-Path -Leaf $_.Path)"
} | Set-Content -Encoding ascii (Join-Path $out "SHA256SUMS")
Write-Host "== $folder, $setup, $portable"
