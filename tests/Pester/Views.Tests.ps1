# What is printed, by the Format-* cmdlets and without them. T stands for a time, R for a request id.

BeforeDiscovery {
    # Every type that comes out, with all ways to show it.
    $shown = @(
        @{ Type = 'JobInstance'; Things = { 100..119 | Get-BkJobInstanceStatus }; Ways = 'Table', 'List', 'Wide', 'Custom' }
        @{ Type = 'StepInstance'; Things = { (117..119 | Get-BkJobInstanceStatus).Steps }; Ways = 'Table', 'List', 'Wide' }
        @{ Type = 'StepBlock'; Things = { (Get-BkJobInstanceStatus 118).Blocks }; Ways = 'Table', 'List' }
        @{ Type = 'StepOperation'; Things = { (Get-BkJobInstanceStatus 118).Steps.Operations }; Ways = 'Table', 'List' }
        @{ Type = 'StepIpStatus'; Things = { 109, 116, 119 | Get-BkJobStepIpStatus }; Ways = 'Table', 'List', 'Wide' }
        @{ Type = 'HostSummary'; Things = { (100..119 | Get-BkJobInstanceStatus).Hosts }; Ways = 'Table', 'List' }
        @{ Type = 'BkJobContext'; Things = { Get-BkJobContext }; Ways = 'Table', 'List' }
    )
    $every = foreach ($case in $shown) {
        foreach ($way in $case.Ways) {
            foreach ($width in 80, 120) {
                @{ Type = $case.Type; Things = $case.Things; Way = $way; Width = $width }
            }
        }
    }
}

BeforeAll {
    Import-Module "$PSScriptRoot/Support.psm1"
    $simulator = Start-Simulator
    Connect-Simulator $simulator
    $job = Get-BkJobInstanceStatus 100
}
AfterAll { Stop-Simulator $simulator }

Describe 'Every view' {
    It 'of <Type> by Format-<Way> keeps to <Width> columns and tells of each' -ForEach $every {
        $things = @(& $Things)
        $format = Get-Command "Format-$Way"
        $screen = Get-Screen { $things | & $format } -Width $Width
        $lines = $screen -split "`n"
        $lines | Measure-Cell | Measure-Object -Maximum | ForEach-Object Maximum | Should -BeLessOrEqual $Width
        $lines.Count | Should -BeGreaterThan ($Way -eq 'Wide' ? $things.Count / 2 - 1 : $things.Count)

        # What people typed into names does nothing to the screen.
        $screen | Should -Not -Match "[\e\r]"
        $screen | Should -Not -Match 'System\.|BkJob\.'
    }

    It 'shows the longest status in full on 80 columns' {
        Get-Screen { Get-BkJobInstanceStatus 113 } -Width 80 | Should -Match '113 ■ ConfirmTerminated '
    }

    It 'is coloured where that is wanted: <Name>' -ForEach @(
        @{ Name = 'a terminal'; Colour = $true; NoColour = $null; Expected = "`e[31m✗ Failed`e[0m" }
        @{ Name = 'NO_COLOR'; Colour = $true; NoColour = '1'; Expected = '✗ Failed' }
        @{ Name = 'plain text'; Colour = $false; NoColour = $null; Expected = '✗ Failed' }
    ) {
        $before = $env:NO_COLOR
        $env:NO_COLOR = $NoColour
        try {
            foreach ($format in 'Format-Table', 'Format-List', 'Format-Custom') {
                $screen = Get-Screen { $job | & $format } -Colour:$Colour
                $screen.Contains($Expected) | Should -BeTrue
                $screen.Contains("`e[31m") | Should -Be $Expected.Contains("`e[31m")
            }
        }
        finally {
            $env:NO_COLOR = $before
        }
    }

    It 'has no colour in a process that was started with NO_COLOR' {
        $line = 'Import-Module $env:BKJOB_MODULE; Get-BkJobInstanceStatus 100; $PSStyle.OutputRendering = "Ansi"; Get-BkJobInstanceStatus 100'
        $run = Invoke-Pwsh '-NonInteractive', '-Command', $line -Simulator $simulator -With @{ NO_COLOR = '1' } -Raw
        [regex]::Count($run.Output, '✗ Failed') | Should -Be 2
        $run.Output | Should -Not -Match "\e\[31m"
    }
}

Describe 'A screen of <Width> columns: <Line>' -ForEach @(
    @{ Width = 80; Line = { 100, 101, 107, 116, 9007199254740993 | Get-BkJobInstanceStatus }; Screen = @'
         Id Status                    Hosts Start Duration Name
------------------                    ----- ----- -------- ----
        100 ✗ Failed                  37/40 T      0:01:34 Deploy web-portal 2.…
        101 ○ NotStarted                  - -            - Rotate certificates …
        107 ! WaitingForUser            8/8 T            - Switch traffic 切换…
        116 ? 21                        5/8 T            - Status to come 未来…
9007199254740993 ✓ Succeeded            6/6 T      0:00:07 Archive audit logs …
'@
    }
    @{ Width = 120; Line = { 100, 101, 107, 116, 9007199254740993 | Get-BkJobInstanceStatus | Format-Table -View JobInstance }; Screen = @'
         Id Status                    Hosts Start Duration Name
------------------                    ----- ----- -------- ----
        100 ✗ Failed                  37/40 T      0:01:34 Deploy web-portal 2.14.0 发布门户
        101 ○ NotStarted                  - -            - Rotate certificates 更换证书
        107 ! WaitingForUser            8/8 T            - Switch traffic 切换流量
        116 ? 21                        5/8 T            - Status to come 未来的状态
9007199254740993 ✓ Succeeded            6/6 T      0:00:07 Archive audit logs 归档审计日志
'@
    }
    @{ Width = 80; Line = { (100, 119 | Get-BkJobInstanceStatus).Steps }; Screen = @'
   JobInstance: 100

         Id Status              Type           Hosts Duration Name
------------------              ----           ----- -------- ----
      10001 ✓ Succeeded         File           20/20  0:00:41 Push release pack…
      10002 ✗ Failed            Script         17/20  0:00:52 Restart web tier …
      10003 ○ NotStarted        Script             -        - Smoke test 冒烟测…

   JobInstance: 119

         Id Status              Type           Hosts Duration Name
------------------              ----           ----- -------- ----
      11901 ✓ Succeeded         Script           3/3  0:00:04 ␛[31m重启␛[0m "we…
'@
    }
    @{ Width = 80; Line = { Get-BkJobStepIpStatus 100 -Failed }; Screen = @'
   JobInstance > Step: 100 > 10002 Restart web tier 重启服务

Status               Code CloudId Ip
------               ---- ------- --
✗ NonZeroExitCode     104       0 10.0.0.7
✗ ScriptTimeout       102       0 10.0.0.14
✗ AgentAbnormal         1       0 10.0.0.20
'@
    }
    @{ Width = 80; Line = { $job | Format-Custom }; Screen = @'
✗ Failed  100 Deploy web-portal 2.14.0 发布门户  0:01:34
├─ ✓ Succeeded  10001 Push release package 分发发布包 (File)  0:00:41
│     hosts 20: 20 succeeded
├─ ✗ Failed  10002 Restart web tier 重启服务 (Script)  0:00:52
│     hosts 20: 17 succeeded, 3 failed
└─ ○ NotStarted  10003 Smoke test 冒烟测试 (Script)  -
'@
    }
    @{ Width = 80; Line = { $job | Format-List }; Screen = @'
Id          : 100
Name        : Deploy web-portal 2.14.0 发布门户
Status      : ✗ Failed
Outcome     : Failed
IsFinished  : True
BizId       : 1
Scope       : biz 1
Operator    : admin
StartWay    : Api
PlanId      : 1000450
CreateTime  : T
StartTime   : T
EndTime     : T
TotalTime   : 0:01:34
CurrentStep : 10002
Steps       : 2/3
Hosts       : 40: 37 succeeded, 3 failed
RequestId   : R
'@
    }
    @{ Width = 80; Line = { Get-BkJobStepIpStatus 100 -Failed | Format-Wide -Column 3 }; Screen = @'
✗ 10.0.0.7                 ✗ 10.0.0.14                ✗ 10.0.0.20
'@
    }
    @{ Width = 80; Line = { (Get-BkJobInstanceStatus 118).Blocks }; Screen = @'
Order Type         Steps Name
----- ----         ----- ----
    1 File             1 Upload patch 上传补丁
    2 Script           1 Apply patch 应用补丁
    3 Script           1 Restart 重启
'@
    }
    @{ Width = 80; Line = { (Get-BkJobInstanceStatus 118).Steps[1].Operations }; Screen = @'
Code Name
---- ----
   2 Retry failed IPs
   3 Ignore error
   8 Retry all
'@
    }
    @{ Width = 80; Line = { $job.Hosts }; Screen = @'
     Total  Succeeded     Failed Terminated    Running    Waiting    Unknown
     -----  ---------     ------ ----------    -------    -------    -------
        40         37          3          0          0          0          0
'@
    }
    @{ Width = 80; Line = { Get-BkJobStepIpStatus 100 -Ip 10.0.0.7 -Failed | Format-List }; Screen = @'
Ip             : 10.0.0.7
Ipv6           : -
CloudId        : 0
HostId         : -
Status         : ✗ NonZeroExitCode
Code           : 104
Outcome        : Failed
ExitCode       : -
ErrorCode      : -
Tag            : -
StartTime      : -
EndTime        : -
TotalTime      : -
JobInstanceId  : 100
StepInstanceId : 10002
StepName       : Restart web tier 重启服务
BizId          : 1
'@
    }
    @{ Width = 80; Line = { Get-BkJobStepIpStatus 128 | Select-Object -First 1 }; Screen = @'
   JobInstance > Step: 128 > 12801 Check IPv6 gateways 检查 IPv6 网关

Status               Code CloudId Ip
------               ---- ------- --
✓ Succeeded             9       0 (no IPv4)
'@
    }
    @{ Width = 120; Line = { Get-BkJobContext }; Screen = @'
  Name       Api                 AppCode   UserName   BizId Server
  ----       ---                 -------   --------   ----- ------
* Default    EsbV2               ops       admin          1 SERVER
'@
    }
    @{ Width = 80; Line = { $job | Select-Object Timing | Format-List Id, Status, TotalTime }; Screen = @'
Id        : 100
Status    : Failed
TotalTime : 00:01:34
'@
    }
) {
    It 'shows it as it should be' {
        $printed = (Get-Screen $Line -Width $Width) -replace "$($simulator.Address)/?", 'SERVER'
        $printed | Should -BeExactly ($Screen -replace "`r")
    }
}

Describe 'Hosts of v4' {
    BeforeAll { Connect-Simulator $simulator @{ Api = 'GatewayV4'; ApplicationState = $true } }

    It 'have more to tell, in a list and in a view of its own' {
        $failed = Get-BkJobStepIpStatus 141 -Failed
        Get-Screen { $failed[0] | Format-List } -Width 80 | Should -Match '(?s)ContainerName  : app-5.*ExitCode       : 1\n.*Tag            : api\n'
        $screen = Get-Screen { $failed | Format-Table -View Detail } -Width 120
        $screen | Should -Match '✗ NonZeroExitCode .*app-5'
    }

    It 'are not asked for unless it is said' {
        Get-Screen { Get-BkJobInstanceStatus 100 | Format-List } | Should -Match 'Hosts       : not asked for \(-IncludeHosts\)'
        Get-Screen { Get-BkJobInstanceStatus 100 -IncludeHosts | Format-List } | Should -Match 'Hosts       : 40: 37 succeeded, 3 failed'
    }
}
