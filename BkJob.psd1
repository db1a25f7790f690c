@{
    RootModule           = 'bin/BkJob.dll'
    ModuleVersion        = '1.0.0'
    GUID                 = 'b1f3c1de-6a6b-4f0e-9d0c-6a35a3a2f7c4'
    Author               = 'BkJob contributors'
    CompanyName          = 'BkJob contributors'
    Copyright            = '(c) BkJob contributors. MIT license.'
    Description          = 'Start, find, watch and act on the job instances of Tencent BlueKing Job (蓝鲸作业平台) as typed objects.'
    PowerShellVersion    = '7.4'
    CompatiblePSEditions = @('Core')
    TypesToProcess       = @('bin/BkJob.Types.ps1xml')
    FormatsToProcess     = @('bin/BkJob.Format.ps1xml')
    CmdletsToExport      = @(
        'Approve-BkJobStep'
        'Connect-BkJob'
        'Deny-BkJobStep'
        'Disconnect-BkJob'
        'Find-BkJobInstance'
        'Get-BkJobContext'
        'Get-BkJobInstanceStatus'
        'Get-BkJobLog'
        'Get-BkJobPlan'
        'Get-BkJobStepIpStatus'
        'Get-BkJobVariable'
        'Group-BkJobLog'
        'Restart-BkJobStep'
        'Resume-BkJobStep'
        'Save-BkJobLog'
        'Send-BkJobFile'
        'Show-BkJobInstance'
        'Skip-BkJobStep'
        'Start-BkJobInstance'
        'Start-BkJobPlan'
        'Start-BkJobScript'
        'Stop-BkJobInstance'
        'Wait-BkJobInstance'
    )
    FunctionsToExport    = @()
    VariablesToExport    = @()
    AliasesToExport      = @()
    PrivateData          = @{
        PSData = @{
            Tags         = @('BlueKing', 'BkJob', 'Job', 'Tencent', 'DevOps', 'PSEdition_Core', 'Windows', 'Linux', 'MacOS')
            ProjectUri   = 'https://www.powershellgallery.com/packages/BkJob'
            LicenseUri   = 'https://licenses.nuget.org/MIT'
            ReleaseNotes = 'The first stable version. Starts jobs at most once, waits for them, follows and groups their logs, acts on steps, and finds jobs in the history, over ESB v2 and v3 and the API gateway v3 and v4. Names, parameters, output types and error IDs are stable in 1.x.'
        }
    }
}
