using System.Management.Automation;

namespace BkJob.Module.Tests.Logs;

/// <summary>Save-BkJobLog: the folder first, then each log as it arrives, and an index.</summary>
public sealed class SaveLogTests : IDisposable
{
    private const string Header = "JobInstanceId,StepInstanceId,StepName,CloudId,Ip,Ipv6,HostId,Container,Status,ExitCode,Attempt,File,Bytes";

    private readonly Session _session = LogSession.Create();
    private readonly string _folder = Directory.CreateTempSubdirectory("bkjob-logs").FullName;

    public SaveLogTests() => _session.Set("folder", _folder);

    [Fact]
    public void Log_and_index_are_written_as_they_are()
    {
        _session.Run("(New-Log 10.0.0.7 \"重启`r`n`e[31mx\"), (New-Log 10.0.0.8 '' @{ HostId = 501; ExitCode = $null; Attempt = 1 }) | Save-BkJobLog $folder/new/logs").ThrowIfFailed();
        Assert.Equal("重启\r\n\e[31mx"u8.ToArray(), File.ReadAllBytes($"{_folder}/new/logs/100/200/0_10.0.0.7.log"));
        Assert.Empty(File.ReadAllBytes($"{_folder}/new/logs/100/200/0_10.0.0.8.log"));
        Assert.Equal(
            $"{Header}\n100,200,Restart web tier,0,10.0.0.7,,,,NonZeroExitCode,2,0,200/0_10.0.0.7.log,14\n"
                + "100,200,Restart web tier,0,10.0.0.8,,501,,NonZeroExitCode,,1,200/0_10.0.0.8.log,0\n",
            File.ReadAllText($"{_folder}/new/logs/100/index.csv"));
        Assert.Equal((byte)'J', File.ReadAllBytes($"{_folder}/new/logs/100/index.csv")[0]);
    }

    [Theory]
    [InlineData("-ip 10.0.0.7", "0_10.0.0.7.log")]
    [InlineData("-ip 10.0.0.7 -more @{ CloudId = 3; Ipv6 = '2001:db8::15' }", "3_10.0.0.7.log")]
    [InlineData("-more @{ Ipv6 = '2001:db8::15' }", "0_2001-db8--15.log")]
    [InlineData("-more @{ CloudId = $null; ContainerName = 'web-7f9c'; ContainerId = 'docker://abc' }", "web-7f9c.log")]
    [InlineData("-more @{ CloudId = $null; ContainerName = '../../etc/passwd' }", "_..-..-etc-passwd.log")]
    [InlineData("-more @{ CloudId = $null; ContainerName = 'C:\\x|y*?<>\"' }", "C--x-y-----.log")]
    [InlineData("-more @{ CloudId = $null; ContainerName = \"a`n`e`0b\" }", "a---b.log")]
    [InlineData("-more @{ CloudId = $null; ContainerName = 'con' }", "_con.log")]
    [InlineData("-more @{ CloudId = $null; ContainerName = 'Com1.x' }", "_Com1.x.log")]
    [InlineData("-more @{ CloudId = $null; ContainerName = 'console' }", "console.log")]
    [InlineData("-more @{ CloudId = $null; ContainerName = '.hidden' }", "_.hidden.log")]
    [InlineData("-more @{ CloudId = $null; ContainerName = '容器 1' }", "容器-1.log")]
    [InlineData("-more @{ CloudId = $null; ContainerId = 'docker://abc' }", "docker---abc.log")]
    [InlineData("-more @{ CloudId = $null; HostId = 501 }", "host-501.log")]
    [InlineData("-more @{ CloudId = $null }", "unknown.log")]
    public void File_has_the_sanitized_name_of_the_host(string host, string name)
    {
        string file = _session.Run($"New-Log -content x {host} | Save-BkJobLog $folder -PassThru | ForEach-Object FullName").ThrowIfFailed().Text;
        Assert.Equal(Path.Combine(_folder, "100", "200", name), file);
        Assert.True(File.Exists(file));
    }

    [Fact]
    public void Long_name_is_truncated()
    {
        string name = _session.Run("New-Log -content x -more @{ CloudId = $null; ContainerName = '重' * 300 } | Save-BkJobLog $folder -PassThru | ForEach-Object Name").ThrowIfFailed().Text;
        Assert.InRange(System.Text.Encoding.UTF8.GetByteCount(name), 200, 255);
    }

    [Fact]
    public void Second_log_of_a_name_gets_a_number()
    {
        string names = _session.Run("""
            (New-Log 10.0.0.7 a), (New-Log 10.0.0.7 b), (New-Log 10.0.0.7 c @{ StepInstanceId = 201 }), (New-Log -content d -more @{ CloudId = $null; ContainerName = 'A/b' }),
                (New-Log -content e -more @{ CloudId = $null; ContainerName = 'a:B' }) | Save-BkJobLog $folder -PassThru |
                ForEach-Object { "$($_.Directory.Name)/$($_.Name)=$(Get-Content -LiteralPath $_.FullName)" }
            """).ThrowIfFailed().Text;
        Assert.Equal("200/0_10.0.0.7.log=a\n200/0_10.0.0.7-2.log=b\n201/0_10.0.0.7.log=c\n200/A-b.log=d\n200/a-B-2.log=e", names);
    }

    [Fact]
    public void Existing_file_is_kept_and_the_others_continue()
    {
        _session.Run("(New-Log 10.0.0.1 old), (New-Log 10.0.0.2 old) | Save-BkJobLog $folder").ThrowIfFailed();
        Outcome outcome = _session.Run("(New-Log 10.0.0.1 new), (New-Log 10.0.0.3 new) | Save-BkJobLog $folder");
        ErrorRecord error = Assert.Single(outcome.Errors);
        Assert.Equal(("BkJobFileNotWritten", ErrorCategory.WriteError), (outcome.ErrorIds[0], error.CategoryInfo.Category));
        Assert.Contains("0_10.0.0.1.log", error.Exception.Message, StringComparison.Ordinal);
        Assert.Contains("Save-BkJobLog -Path ./logs -Force", error.ErrorDetails.RecommendedAction, StringComparison.Ordinal);
        Assert.Equal("old", Read("200/0_10.0.0.1.log"));
        Assert.Equal(["10.0.0.1", "10.0.0.2", "10.0.0.3"], ReadIndex("Ip"));
    }

    [Fact]
    public void Existing_files_are_one_error()
    {
        _session.Run("1..3 | ForEach-Object { New-Log 10.0.0.$_ old } | Save-BkJobLog $folder").ThrowIfFailed();
        Outcome outcome = _session.Run("1..4 | ForEach-Object { New-Log 10.0.0.$_ new } | Save-BkJobLog $folder");
        ErrorRecord error = Assert.Single(outcome.Errors);
        Assert.Equal("BkJobFileNotWritten", outcome.ErrorIds[0]);
        Assert.StartsWith("3 logs", error.Exception.Message, StringComparison.Ordinal);
        Assert.Contains("0_10.0.0.1.log", error.Exception.Message, StringComparison.Ordinal);
        Assert.Equal("new", Read("200/0_10.0.0.4.log"));
    }

    [Fact]
    public void Force_overwrites_logs_and_index()
    {
        _session.Run("(New-Log 10.0.0.1 older), (New-Log 10.0.0.2 old) | Save-BkJobLog $folder").ThrowIfFailed();
        _session.Run("(New-Log 10.0.0.1 new), (New-Log 10.0.0.2 new) | Save-BkJobLog $folder -Force").ThrowIfFailed();
        Assert.Equal("new", Read("200/0_10.0.0.1.log"));
        Assert.Equal(["3", "3"], ReadIndex("Bytes"));
    }

    [Fact]
    public void Index_of_another_program_is_kept()
    {
        Directory.CreateDirectory($"{_folder}/100");
        File.WriteAllText($"{_folder}/100/index.csv", "mine");
        Outcome outcome = _session.Run("(New-Log 10.0.0.1 a), (New-Log 10.0.0.2 b) | Save-BkJobLog $folder -PassThru");
        Assert.Equal(["BkJobFileNotWritten"], outcome.ErrorIds);
        Assert.Equal(2, outcome.Output.Count);
        Assert.Equal("mine", File.ReadAllText($"{_folder}/100/index.csv"));
    }

    [Theory]
    [InlineData("index.csv", "", false)]
    [InlineData("index.csv", "-Force", false)]
    [InlineData("200/0_10.0.0.1.log.partial", "", true)]
    [InlineData("200/0_10.0.0.1.log", "-Force", true)]
    public void Symbolic_link_is_not_followed(string link, string parameter, bool isComplete)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "A link requires a privilege on Windows.");
        string victim = Path.Combine(_folder, "victim");
        File.WriteAllText(victim, "");
        Directory.CreateDirectory($"{_folder}/100/200");
        File.CreateSymbolicLink($"{_folder}/100/{link}", victim);
        Outcome outcome = _session.Run($"New-Log 10.0.0.1 text | Save-BkJobLog $folder {parameter}");
        Assert.Equal(isComplete ? [] : ["BkJobFileNotWritten"], outcome.ErrorIds);
        Assert.Equal("text", Read("200/0_10.0.0.1.log"));
        Assert.Empty(File.ReadAllText(victim));
    }

    [Fact]
    public void New_file_can_be_read_by_the_user_only()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no modes.");
        _session.Run("New-Log 10.0.0.1 text | Save-BkJobLog $folder").ThrowIfFailed();
        foreach (string file in new[] { "200/0_10.0.0.1.log", "index.csv" })
        {
            UnixFileMode? mode = OperatingSystem.IsWindows() ? null : File.GetUnixFileMode($"{_folder}/100/{file}");
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, mode);
        }
    }

    [Fact]
    public void Host_without_a_log_is_in_the_index_only()
    {
        Outcome outcome = _session.Run("(New-Log 10.0.0.1 $null), (New-Log 10.0.0.2 b), (New-Log 10.0.0.3 $null) | Save-BkJobLog $folder").ThrowIfFailed();
        Assert.Contains("2", Assert.Single(outcome.Warnings), StringComparison.Ordinal);
        Assert.Equal(["", "200/0_10.0.0.2.log", ""], ReadIndex("File"));
        Assert.Equal(["", "1", ""], ReadIndex("Bytes"));
        Assert.Single(Directory.GetFiles($"{_folder}/100/200"));
    }

    [Theory]
    [InlineData("a,b", "a,b")]
    [InlineData("say \"x\"", "say \"x\"")]
    [InlineData("two\nlines", "two\nlines")]
    [InlineData("=cmd|' /C calc'!A0", "'=cmd|' /C calc'!A0")]
    [InlineData("+1", "'+1")]
    [InlineData("-1", "'-1")]
    [InlineData("@x", "'@x")]
    [InlineData("\tx", "'\tx")]
    [InlineData("＝1", "'＝1")]
    [InlineData("a;=1", "a;'=1")]
    [InlineData("a\t+1;-1", "a\t'+1;'-1")]
    [InlineData("a=1;b", "a=1;b")]
    [InlineData("重启", "重启")]
    public void Cell_of_the_index_is_quoted_and_never_a_formula(string name, string cell)
    {
        _session.Set("name", name);
        _session.Run("New-Log 10.0.0.1 a @{ StepName = $name; ExitCode = -1 } | Save-BkJobLog $folder").ThrowIfFailed();
        Assert.Equal([cell], ReadIndex("StepName"));
        Assert.Equal(["-1"], ReadIndex("ExitCode"));
    }

    [Fact]
    public void Each_job_has_an_index()
    {
        _session.Run("1..6 | ForEach-Object { New-Log \"10.0.0.$_\" x @{ JobInstanceId = 1 + $_ % 2 } } | Save-BkJobLog $folder").ThrowIfFailed();
        Assert.Equal(4, File.ReadAllLines($"{_folder}/1/index.csv").Length);
        Assert.Equal(4, File.ReadAllLines($"{_folder}/2/index.csv").Length);
    }

    [Theory]
    [InlineData("$folder/file/logs")]
    [InlineData("$folder/file")]
    [InlineData("Env:/logs")]
    [InlineData("NoSuchDrive:/logs")]
    [InlineData("\"$folder/`0\"")]
    public void Folder_is_checked_before_anything_is_fetched(string path)
    {
        File.WriteAllText($"{_folder}/file", "x");
        Outcome outcome = _session.Run($"$global:isFetched = $false; 1 | ForEach-Object {{ $global:isFetched = $true }} | Save-BkJobLog {path}");
        Assert.Equal("BkJobInvalidArgument", outcome.Terminating?.FullyQualifiedErrorId.Split(',')[0]);
        Assert.Contains("Save-BkJobLog -Path", outcome.Terminating!.ErrorDetails.RecommendedAction, StringComparison.Ordinal);
        Assert.Equal([false], _session.Run("$global:isFetched").Output);
        Assert.Equal(["file"], Directory.GetFileSystemEntries(_folder).Select(Path.GetFileName));
    }

    [Theory]
    [InlineData("Set-Location $folder; New-Log 10.0.0.1 x | Save-BkJobLog logs", "logs")]
    [InlineData("Set-Location $folder; New-Log 10.0.0.1 x | Save-BkJobLog -Path ./a/../logs", "logs")]
    [InlineData("$null = New-PSDrive Logs FileSystem $folder; New-Log 10.0.0.1 x | Save-BkJobLog Logs:/logs", "logs")]
    [InlineData("New-Log 10.0.0.1 x | Save-BkJobLog \"$folder/[1]*\"", "[1]*")]
    [InlineData("New-Log 10.0.0.1 x | Save-BkJobLog \"FileSystem::$folder/logs\"", "logs")]
    public void Path_is_resolved_as_PowerShell_does(string line, string folder)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows() && folder.Contains('*', StringComparison.Ordinal), "Windows has no such names.");
        _session.Run(line).ThrowIfFailed();
        Assert.True(File.Exists(Path.Combine(_folder, folder, "100", "200", "0_10.0.0.1.log")));
    }

    [Theory]
    [InlineData("Save-BkJobLog $folder/new -WhatIf")]
    [InlineData("& { $WhatIfPreference = $true; $input | Save-BkJobLog $folder/new }")]
    public void WhatIf_writes_nothing(string command)
    {
        Assert.Contains("0_10.0.0.1.log", _session.Print($"(New-Log 10.0.0.1 x), (New-Log 10.0.0.2 $null) | {command}").ReplaceLineEndings(""), StringComparison.Ordinal);
        Assert.Empty(Directory.GetFileSystemEntries(_folder));
    }

    [Fact]
    public void Log_is_written_before_the_next_one_arrives()
    {
        object[] counts = [.. _session.Run("""
            1..3 | ForEach-Object { New-Log "10.0.0.$_" x; @(Get-ChildItem $folder/100/200 -ErrorAction Ignore).Count | ForEach-Object { $global:counts += @($_) } } |
                Save-BkJobLog $folder
            $global:counts; (Get-Content $folder/100/index.csv).Count
            """).ThrowIfFailed().Output];
        Assert.Equal([1, 2, 3, 4], counts);
    }

    [Fact]
    public void Stopped_pipeline_leaves_what_was_written()
    {
        _session.Run("1..9 | ForEach-Object { New-Log \"10.0.0.$_\" x } | Save-BkJobLog $folder -PassThru | Select-Object -First 2").ThrowIfFailed();
        Assert.Equal(2, Directory.GetFiles($"{_folder}/100/200").Length);
        Assert.Equal(["10.0.0.1", "10.0.0.2"], ReadIndex("Ip"));
        File.Move($"{_folder}/100/index.csv", $"{_folder}/moved.csv");
    }

    public void Dispose()
    {
        _session.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private string Read(string file) => File.ReadAllText(Path.Combine(_folder, "100", file));

    private string[] ReadIndex(string column) =>
        [.. _session.Run($"Import-Csv $folder/100/index.csv | ForEach-Object {{ $_.{column} }}").ThrowIfFailed().Output.Select(cell => $"{cell}")];
}
