# What Tab completes. Completions come from what this session knows: no request is sent.

BeforeAll {
    Import-Module "$PSScriptRoot/Support.psm1"
    $simulator = Start-Simulator

    # A session of its own, which has read no other job instances.
    $shell = New-Shell $simulator 'foreach ($name in "night''s shift", "a[1]", "生产") {
            Connect-BkJob $server -AppCode ops -AppSecret $secret -UserName admin -BizId 1 -Name $name
        }
        100, 102, 118 | Get-BkJobInstanceStatus
        Get-BkJobInstanceStatus 9127 -ScopeType biz_set -ScopeId 9000001'
    $null = $shell.Invoke()
    Send-Simulator $simulator Delete requests

    function Complete([string] $Line) {
        # Without a completion of its own, a parameter gets the files of the current folder.
        $shell.Commands.Clear()
        $shell.AddCommand('TabExpansion2').AddArgument($Line).AddArgument($Line.Length).Invoke().CompletionMatches |
            Where-Object ResultType -NotLike Provider*
    }
}
AfterAll {
    $shell.Dispose()
    Stop-Simulator $simulator
}

Describe 'Tab' {
    It 'completes "<Line>" to <Texts>' -ForEach @(
        @{ Line = 'Get-BkJobInst'; Texts = 'Get-BkJobInstanceStatus' }
        @{ Line = 'Wait-BkJobInstance -Ti'; Texts = '-Timeout' }
        @{ Line = 'Get-BkJobInstanceStatus '; Texts = '9127', '118', '102', '100' }
        @{ Line = 'Get-BkJobInstanceStatus -Id '; Texts = '9127', '118', '102', '100' }
        @{ Line = 'Get-BkJobInstanceStatus 10'; Texts = '102', '100' }
        @{ Line = 'Get-BkJobInstanceStatus -Id 100, 1'; Texts = '118', '102', '100' }
        @{ Line = 'Wait-BkJobInstance -Id 11'; Texts = '118' }
        @{ Line = 'Get-BkJobStepIpStatus -JobInstanceId 11'; Texts = '118' }
        @{ Line = 'Get-BkJobInstanceStatus -BizId 1 -Id '; Texts = '118', '102', '100' }
        @{ Line = 'Get-BkJobInstanceStatus -BizId 9000001 -Id '; Texts = '9127' }
        @{ Line = 'Get-BkJobInstanceStatus -bk_biz_id 2 -Id '; Texts = @() }
        @{ Line = 'Get-BkJobInstanceStatus PORTAL'; Texts = '100' }
        @{ Line = "Get-BkJobInstanceStatus 'patch"; Texts = '118' }
        @{ Line = 'Get-BkJobInstanceStatus nothing-like-it'; Texts = @() }
        @{ Line = 'Get-BkJobStepIpStatus 100 -StepInstanceId '; Texts = '10001', '10002', '10003' }
        @{ Line = 'Get-BkJobStepIpStatus -Id 100, 118 -StepInstanceId '; Texts = '11801', '11802', '11803', '10001', '10002', '10003' }
        @{ Line = 'Get-BkJobStepIpStatus -Id 118 -StepInstanceId 11801, patch'; Texts = '11801', '11802' }
        @{ Line = 'Get-BkJobStepIpStatus -Id 999 -StepInstanceId '; Texts = @() }
        @{ Line = 'Get-BkJobStepIpStatus -StepInstanceId 1180'; Texts = '11801', '11802', '11803' }
        @{ Line = 'Get-BkJobContext '; Texts = 'Default', "'night''s shift'", "'a``[1``]'", '生产' }
        @{ Line = 'Disconnect-BkJob -Name d'; Texts = 'Default' }
        @{ Line = "Disconnect-BkJob 'ni"; Texts = "'night''s shift'" }
        @{ Line = 'Get-BkJobContext "ni'; Texts = "'night''s shift'" }
        @{ Line = 'Get-BkJobInstanceStatus -Context '; Texts = 'Default', "'night''s shift'", "'a[1]'", '生产' }
        @{ Line = 'Wait-BkJobInstance -Context x'; Texts = @() }
        @{ Line = 'Connect-BkJob -Name 生'; Texts = '生产' }
        @{ Line = 'Get-BkJobStepIpStatus -Status term'; Texts = 'Terminated', 'TerminateFailed' }
        @{ Line = 'Get-BkJobStepIpStatus 100 -Status Failed, NonZ'; Texts = 'NonZeroExitCode' }
        @{ Line = 'Connect-BkJob -Api g'; Texts = 'GatewayV3', 'GatewayV4' }
        @{ Line = 'Connect-BkJob -TimeZone shangh'; Texts = 'Asia/Shanghai' }
        @{ Line = 'Connect-BkJob -TimeZone +08'; Texts = '+08:00', '+08:45' }
        @{ Line = "Connect-BkJob -TimeZone '-03:"; Texts = "'-03:30'", "'-03:00'" }
        @{ Line = 'Connect-BkJob -CredentialLocation b'; Texts = 'Body' }
        @{ Line = 'Connect-BkJob -Language z'; Texts = 'zh-cn' }
        @{ Line = 'Get-BkJobInstanceStatus 9 -ScopeType '; Texts = 'biz', 'biz_set', 'tenant_set' }
        @{ Line = 'Get-BkJobInstanceStatus 100 | Where-Object Sta'; Texts = 'Start', 'StartTime', 'StartWay', 'Status' }
        @{ Line = 'Get-BkJobInstanceStatus 100 | Select-Object T'; Texts = 'Timing', 'TotalTime' }
        @{ Line = 'Get-BkJobInstanceStatus 100 | Where-Object Status -EQ Wait'; Texts = 'WaitingForUser' }
    ) {
        @(Complete $Line).CompletionText | Should -Be $Texts
    }

    It 'describes <Line> as <Tip>' -ForEach @(
        @{ Line = 'Get-BkJobInstanceStatus 118'; Tip = 'Patch web tier 修补 Web 层 (Failed)' }
        @{ Line = 'Get-BkJobStepIpStatus 118 -StepInstanceId 11802'
            Tip = 'Apply patch 应用补丁 (Failed), of 118 Patch web tier 修补 Web 层' }
        @{ Line = 'Get-BkJobContext 生'; Tip = 'http://*/ (EsbV2, default)' }
        @{ Line = 'Get-BkJobInstanceStatus 9 -ScopeType biz_'; Tip = 'a set of businesses' }
    ) {
        (Complete $Line).ToolTip | Should -BeLike $Tip
    }

    It 'has sent no request for any of this' {
        @(Send-Simulator $simulator Get requests).Count | Should -Be 0
    }

    It 'writes names so that they select their context: <Line>' -ForEach @(
        @{ Line = 'Get-BkJobContext ' }
        @{ Line = 'Get-BkJobInstanceStatus 100 -Context ' }
    ) {
        foreach ($text in (Complete $Line).CompletionText) {
            $shell.Commands.Clear()
            $shell.AddScript("$Line$text").Invoke() | Should -HaveCount 1
            $shell.Streams.Error | Should -BeNullOrEmpty
        }
    }
}
