# Everything that a session can write down, looked through for what must not be there.

BeforeAll {
    Import-Module "$PSScriptRoot/Support.psm1"
    $simulator = Start-Simulator
    $folder = Join-Path $TestDrive 'written'
    $null = New-Item $folder -ItemType Directory

    # No secret stands in the script itself: a transcript would quote the line.
    Set-Content "$TestDrive/session.ps1" @'
Import-Module $env:BKJOB_MODULE
$secret, $token, $accessToken = 'SECRET', 'TOKEN', 'ACCESS' | ForEach-Object {
    ConvertTo-SecureString (Get-Item "Env:TEST_$_").Value -AsPlainText -Force
}
Start-Transcript transcript.txt | Out-Null
$VerbosePreference = $DebugPreference = 'Continue'
& {
    $app = @{ AppCode = 'ops'; AppSecret = $secret; BizId = 1 }
    $server = $env:TEST_SERVER
    $contexts = @(
        Connect-BkJob $server @app -UserName admin -Name auto -PassThru
        Connect-BkJob $server @app -Token $token -Name body -CredentialLocation Body -PassThru
        Connect-BkJob $server @app -Token $token -Name url -CredentialLocation Query -PassThru
        Connect-BkJob $server -AccessToken $accessToken -BizId 1 -Name access -PassThru
        Connect-BkJob $server @app -Token $token -Name gateway -Api GatewayV4 -PassThru
        Connect-BkJob $server -AppCode nobody -AppSecret $secret -UserName admin -Name refused -BizId 1 -PassThru
    )
    foreach ($context in $contexts) {
        Get-BkJobInstanceStatus 100, 99999 -Context $context -Verbose -Debug
        Wait-BkJobInstance 103 -Context $context
    }
    $contexts | Format-List *
    $contexts | Format-Custom
    $contexts | ConvertTo-Json -Depth 10
    $contexts | Export-Csv contexts.csv
    $contexts | Export-Clixml contexts.xml
    $Error | Format-List * -Force
    $Error | ForEach-Object { "$($_.Exception)" }
    $Error | Export-Clixml errors.xml
} 2> errors.txt 3> warnings.txt 4> verbose.txt 5> debug.txt 6> information.txt > output.txt
Get-Content *.txt
Stop-Transcript | Out-Null
'@
    $secrets = @{ TEST_SECRET = 'demo-secret'; TEST_TOKEN = 'demo-token'; TEST_ACCESS = 'demo-access-token' }
    $run = Invoke-Pwsh '-NonInteractive', '-WorkingDirectory', $folder, '-File', "$TestDrive/session.ps1" -With (
        $secrets + @{ TEST_SERVER = $simulator.Address })
}
AfterAll { Stop-Simulator $simulator }

Describe 'What a session wrote down' {
    It 'contains "<Words>" in <File>' -ForEach @(
        @{ File = 'transcript.txt'; Words = 'Deploy w' }
        @{ File = 'output.txt'; Words = '"AppCode": "ops"' }
        @{ File = 'errors.txt'; Words = 'The job instance was not found' }
        @{ File = 'errors.txt'; Words = 'rejected the app code' }
        @{ File = 'warnings.txt'; Words = 'URL' }
        @{ File = 'verbose.txt'; Words = 'POST /api/c/compapi/v2/job/get_job_instance_status/' }
        @{ File = 'debug.txt'; Words = 'bk_app_secret=' }
        @{ File = 'contexts.csv'; Words = '"ops"' }
        @{ File = 'contexts.xml'; Words = '<S N="AppCode">ops</S>' }
        @{ File = 'errors.xml'; Words = 'BkJobAuthenticationFailed' }
    ) {
        Select-String -LiteralPath "$folder/$File" -Pattern $Words -SimpleMatch -Quiet | Should -BeTrue
    }

    It 'holds no <Secret>, neither plain nor encoded' -ForEach @(
        @{ Secret = 'demo-secret' }
        @{ Secret = 'demo-token' }
        @{ Secret = 'demo-access-token' }
    ) {
        $forms = @($Secret, [uri]::EscapeDataString($Secret)) +
            (0..2 | ForEach-Object { [Convert]::ToBase64String([Text.Encoding]::UTF8.GetBytes('x' * $_ + $Secret)).TrimEnd('=')[4..12] -join '' })
        Get-ChildItem $folder -File | Select-String -Pattern $forms -SimpleMatch | Should -BeNullOrEmpty
        "$($run.Output)$($run.Error)" | Should -Not -BeLike "*$Secret*"
    }
}
