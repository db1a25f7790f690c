namespace BkJob.Demo;

/// <summary>The main job, command by command, as somebody on call would type it.</summary>
internal static class Tour
{
    /// <summary>Why, what is typed, and whether an error belongs to it.</summary>
    public static readonly (string Why, string Line, bool EndsInError)[] Stops =
    [
        ("Connect. Nothing is sent yet; the secret is a SecureString and stays one.",
            "Connect-BkJob $DemoServer -AppCode ops -AppSecret $DemoSecret -UserName admin -BizId 1", false),
        ("Which connection is in use?",
            "Get-BkJobContext", false),
        ("How is job 100?",
            "Get-BkJobInstanceStatus -BizId 1 -Id 100", false),
        ("The line the module is for: only the jobs that failed. Numbers and names both work.",
            "100..106 | Get-BkJobInstanceStatus | Where Status -eq 4", false),
        ("What did its steps do?",
            "(Get-BkJobInstanceStatus -Id 100).Steps", false),
        ("Which hosts failed? Piped on, no id is typed again.",
            "Get-BkJobInstanceStatus -Id 100 | Get-BkJobStepIpStatus -Failed", false),
        ("Their addresses as plain text, for whatever comes next.",
            "Get-BkJobStepIpStatus -Id 100 -Failed | ForEach-Object Ip", false),
        ("Objects, not text: every failed host of forty jobs, counted by step.",
            "$hosts = 100..140 | Get-BkJobInstanceStatus | Where Status -eq Failed | Get-BkJobStepIpStatus -Failed; \"$($hosts.Count) hosts failed\"", false),
        ("Two jobs are running right now. Wait for them; each comes out the moment it has ended.",
            "120, 121 | Wait-BkJobInstance -Timeout 60", false),
        ("An id that does not exist is an error of its own; the others still come out.",
            "100, 99999, 101 | Get-BkJobInstanceStatus", true),
    ];
}
