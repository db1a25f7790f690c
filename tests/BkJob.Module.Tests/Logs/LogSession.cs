namespace BkJob.Module.Tests.Logs;

/// <summary>Logs for the cmdlets that process them, without a server.</summary>
internal static class LogSession
{
    // A copy as Import-Clixml reads it: the cmdlets restore it, and a group contains the restored logs.
    private const string Functions = """
        function global:New-Copy([string] $ip, $content, [hashtable] $more = @{}) {
            $log = [ordered]@{
                JobInstanceId = 100; StepInstanceId = 200; StepName = 'Restart web tier'; BizId = 1; ScopeType = $null; ScopeId = $null
                Ip = $ip; Ipv6 = $null; CloudId = 0; HostId = $null; ContainerId = $null; ContainerName = $null
                Status = 104; ExitCode = 2; Attempt = 0; Content = $content; Files = @()
            }
            foreach ($key in $more.Keys) { $log[$key] = $more[$key] }
            if (-not $log.Ip) { $log.Ip = $null }
            $copy = [pscustomobject]$log
            $copy.PSTypeNames.Insert(0, 'Deserialized.BkJob.HostLog')
            $copy
        }

        function global:New-Log([string] $ip, $content, [hashtable] $more = @{}) {
            (New-Copy $ip $content $more | Group-BkJobLog).Logs[0]
        }
        """;

    /// <summary>A session with New-Log and New-Copy.</summary>
    public static Session Create(int width = 80, bool hasColour = false)
    {
        var session = new Session(width, hasColour);
        session.Run(Functions).ThrowIfFailed();
        return session;
    }
}
