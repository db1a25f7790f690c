# What Tab offers. It comes from what this session knows: nothing is asked of a server, and nothing is guessed.

BeforeAll {
    Import-Module "$PSScriptRoot/Support.psm1"
    $simulator = Start-Simulator

    # A session of its own, which has seen no other job instances.
    $shell = New-Shell $simulator 'Connect-BkJob $server -AppCode ops -AppSecret $secret -UserName admin -BizId 1 -Name "test 2"
        100, 103, 137 | Get-BkJobInstanceStatus'
    $null = $shell.Invoke()
    Send-Simulator $simulator Delete requests

    function Complete([string] $Line) {
        $shell.Commands.Clear()
        $shell.AddCommand('TabExpansion2').AddArgument($Line).AddArgument($Line.Length).Invoke().CompletionMatches
    }
}
AfterAll {
    $shell.Dispose()
    Stop-Simulator $simulator
}

Describe 'Tab' {
    It 'offers <Offers> behind "<Line>"' -ForEach @(
        @{ Line = 'Get-BkJobInst'; Offers = 'Get-BkJobInstanceStatus' }
        @{ Line = 'Wait-BkJobInstance -Ti'; Offers = '-Timeout' }
        @{ Line = 'Get-BkJobInstanceStatus -Context '; Offers = 'Default', "'test 2'" }
        @{ Line = 'Wait-BkJobInstance 100 -Context t'; Offers = , "'test 2'" }
        @{ Line = 'Get-BkJobContext '; Offers = 'Default', "'test 2'" }
        @{ Line = 'Disconnect-BkJob -Name d'; Offers = , 'Default' }
        @{ Line = 'Get-BkJobInstanceStatus '; Offers = '137', '103', '100' }
        @{ Line = 'Get-BkJobInstanceStatus -Id 10'; Offers = '103', '100' }
        @{ Line = 'Wait-BkJobInstance 100, 13'; Offers = , '137' }
        @{ Line = 'Get-BkJobStepIpStatus 100 -StepInstanceId '; Offers = '10001', '10002', '10003' }
        @{ Line = 'Get-BkJobStepIpStatus 100 -Status ScriptTi'; Offers = 'ScriptTimeout' }
        @{ Line = 'Connect-BkJob -Api G'; Offers = 'GatewayV3', 'GatewayV4' }
        @{ Line = 'Connect-BkJob -TimeZone Asia/Shang'; Offers = , 'Asia/Shanghai' }
        @{ Line = 'Connect-BkJob -TimeZone +08'; Offers = '+08:00', '+08:45' }
        @{ Line = 'Connect-BkJob -CredentialLocation H'; Offers = 'Header' }
        @{ Line = 'Get-BkJobInstanceStatus 9 -ScopeType '; Offers = 'biz', 'biz_set', 'tenant_set' }
        @{ Line = 'Get-BkJobInstanceStatus 100 | Where-Object Sta'; Offers = 'StartTime', 'StartWay', 'Status' }
        @{ Line = 'Get-BkJobInstanceStatus 100 | Select-Object T'; Offers = 'Timing', 'TotalTime' }
        @{ Line = 'Get-BkJobInstanceStatus 100 | Where-Object Status -EQ Wait'; Offers = 'WaitingForUser' }
    ) {
        (Complete $Line).CompletionText | Sort-Object | Should -Be ($Offers | Sort-Object)
    }

    It 'says <Words> of <Line>' -ForEach @(
        @{ Line = 'Get-BkJobInstanceStatus 100'; Words = 'Deploy web-portal 2.14.0 发布门户 (Failed)' }
        @{ Line = 'Get-BkJobStepIpStatus 100 -StepInstanceId 10002'
            Words = 'Restart web tier 重启服务 (Failed), of 100 Deploy web-portal 2.14.0 发布门户' }
        @{ Line = 'Get-BkJobInstanceStatus 9 -ScopeType biz_'; Words = 'a set of businesses' }
    ) {
        (Complete $Line).ToolTip | Should -Be $Words
    }

    It 'offers ids of the last first' {
        (Complete 'Get-BkJobInstanceStatus ').CompletionText | Should -Be '137', '103', '100'
    }

    It 'has asked no server for any of this' {
        @(Send-Simulator $simulator Get requests).Count | Should -Be 0
    }
}
