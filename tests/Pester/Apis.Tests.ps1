# Each API once, by the name that a user gives to -Api.

BeforeAll {
    Import-Module "$PSScriptRoot/Support.psm1"
    $simulator = Start-Simulator
}
AfterAll { Stop-Simulator $simulator }

Describe 'Connect-BkJob -Api <Api>' -ForEach @(
    @{ Api = 'EsbV2'; With = @{}; Path = '/api/c/compapi/v2/job/get_job_instance_status/' }
    @{ Api = 'EsbV3'; With = @{}; Path = '/api/c/compapi/v2/jobv3/get_job_instance_status/' }
    @{ Api = 'GatewayV3'; With = @{ ApplicationState = $true }; Path = '/api/bk-job/prod/api/v3/system/get_job_instance_status' }
    @{ Api = 'GatewayV4'; With = @{ Token = 'demo-token' }; Path = '/api/bk-job/prod/api/v4/get_job_instance_status' }
) {
    BeforeAll {
        if ($With.Token) {
            $With.Token = Get-Secret $With.Token
        }
        Connect-Simulator $simulator ($With + @{ Api = $Api })
        Send-Simulator $simulator Delete requests
    }

    It 'reads a job' {
        $job = Get-BkJobInstanceStatus 100
        $job.Status | Should -Be Failed
        $job.Steps.Name | Should -Be 'Push release package 分发发布包', 'Restart web tier 重启服务', 'Smoke test 冒烟测试'
        $job.HostsIncluded | Should -Be ($Api -eq 'EsbV2')
        @(Send-Simulator $simulator Get requests)[-1].path | Should -Be $Path
    }

    It 'reads failed hosts' {
        $hosts = Get-BkJobInstanceStatus 100 | Get-BkJobStepIpStatus -Failed
        $hosts.Ip | Should -Be 10.0.0.7, 10.0.0.14, 10.0.0.20
        $hosts.Status | Should -Be NonZeroExitCode, ScriptTimeout, AgentAbnormal
    }

    It 'waits' {
        Wait-BkJobInstance 103, 104 -IncludeHosts | ForEach-Object { "$($_.Id) $($_.Status) $($_.Hosts)" } |
            Sort-Object | Should -Be '103 Succeeded 8/8', '104 Failed 11/16'
    }

    It 'says that there is no such job' {
        Get-BkJobInstanceStatus 99999 -ErrorAction SilentlyContinue -ErrorVariable missing
        $missing.FullyQualifiedErrorId | Should -BeLike 'BkJobInstanceNotFound,*'
    }
}
