# The messages of the module in the language of the environment: English in all other tests. Windows takes the language from its settings
# instead.

if ($IsWindows) {
    return
}

BeforeAll {
    Import-Module "$PSScriptRoot/Support.psm1"
    $simulator = Start-Simulator
}
AfterAll { Stop-Simulator $simulator }

Describe 'LANG=<Language>' -ForEach @(
    @{ Language = 'zh_CN.UTF-8'
        Words = '作业实例 99999（业务 1）', '请检查 ID 和业务', '作业实例 102（业务 1）还没有结束', '更长的 -Timeout',
            '没有名为“nobody”的上下文', '要连接，还需要' }
) {
    It 'is heard' {
        $script = 'Import-Module $env:BKJOB_MODULE
            $PSStyle.OutputRendering = "PlainText"

            Get-BkJobInstanceStatus 99999
            Wait-BkJobInstance 102 -Timeout 0
            Get-BkJobInstanceStatus 100 -Context nobody
            $env:BKJOB_SERVER = $null
            Connect-BkJob'
        $run = Invoke-Pwsh '-NonInteractive', '-Command', $script -Simulator $simulator -With @{ LC_ALL = $Language }
        $said = $run.Error -replace '\s*\n\s*(\| )?', ''
        foreach ($word in $Words) {
            $said | Should -BeLike "*$($word -replace '\s*\n\s*')*"
        }
    }
}
