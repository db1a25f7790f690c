using System.Management.Automation;
using System.Management.Automation.Runspaces;
using System.Net;
using BkJob.Simulator;

// The environment variables belong to the whole process, so the tests run one after the other. Those that start programs run beside them.
[assembly: CollectionBehavior(CollectionBehavior.CollectionPerAssembly, MaxParallelThreads = 2)]

namespace BkJob.Module.Tests;

/// <summary>A PowerShell session with the built module in it, and a screen that can be read.</summary>
internal sealed class Session : IDisposable
{
    /// <summary>The collection of the tests whose work is done by other programs.</summary>
    public const string Programs = "Programs";

    /// <summary>The commands of pwsh and the built module. Created once: a runspace copies it, and creating it takes a quarter of the time of a session.</summary>
    public static readonly InitialSessionState WithModule = CreateWithModule();

    private readonly HostedRunspace _hosted;
    private readonly Action<HostedRunspace> _release;
    private bool _isDisposed;

    /// <param name="width">Columns of the screen.</param>
    /// <param name="hasColour">Whether the screen renders escape sequences.</param>
    /// <param name="state">The state of a runspace that is opened for this session and closed with it; null for a runspace of the pool.</param>
    /// <param name="hostName">The name of the host.</param>
    public Session(int width = 120, bool hasColour = false, InitialSessionState? state = null, string hostName = "TestHost")
    {
        (_hosted, _release) = state is null
            ? (RunspacePool.Rent(width, hasColour, hostName), hosted => RunspacePool.Return(hosted, width, hasColour, hostName))
            : (RunspacePool.Open(width, hasColour, hostName, state), (Action<HostedRunspace>)(hosted => hosted.Runspace.Dispose()));
    }

    /// <summary>A session that is connected to a simulator, with business 1 as the default.</summary>
    public static Session ConnectedTo(SimulatorServer server, string more = "", int width = 120, bool hasColour = false, string hostName = "TestHost")
    {
        var session = new Session(width, hasColour, hostName: hostName);
        session.Set("server", server.Address.ToString());
        session.Set("secret", Secure("demo-secret"));
        session.Run("Connect-BkJob $server -AppCode ops -AppSecret $secret -UserName admin -BizId 1 " + more).ThrowIfFailed();
        return session;
    }

    public static System.Security.SecureString Secure(string text) => new NetworkCredential("", text).SecurePassword;

    public Runspace Runspace => _hosted.Runspace;

    /// <summary>What the host has written.</summary>
    public string Screen => _hosted.Screen.ToString();

    public void Set(string name, object value) => Runspace.SessionStateProxy.SetVariable(name, value);

    /// <summary>Runs a script and gives its objects and streams.</summary>
    public Outcome Run(string script, params object[] input)
    {
        using PowerShell shell = PowerShell.Create(Runspace);

        // An error that ends a statement only goes to the error stream of a script; inside try it shows itself.
        shell.AddScript($"try {{ {script}\n}} catch {{ throw }}");
        return Outcome.Of(shell, input);
    }

    /// <summary>Runs a script until its progress records satisfy a condition, stops it, and returns the records. No clock decides what they contain.</summary>
    public async Task<ProgressRecord[]> ProgressUntilAsync(string script, Func<ProgressRecord[], bool> isSatisfied)
    {
        using PowerShell shell = PowerShell.Create(Runspace);
        shell.AddScript(script).BeginInvoke();
        await WaitUntil.TrueAsync(() => isSatisfied(Enumerable.ToArray(shell.Streams.Progress)));
        shell.Stop();
        return [.. shell.Streams.Progress];
    }

    /// <summary>Runs a line as the prompt would and gives what the screen shows.</summary>
    public string Print(string line)
    {
        _hosted.Screen.GetStringBuilder().Clear();
        using PowerShell shell = PowerShell.Create(Runspace);
        shell.AddScript(line);
        shell.Commands.Commands[0].MergeMyResults(PipelineResultTypes.Error, PipelineResultTypes.Output);
        shell.AddCommand("Out-Default");
        try
        {
            shell.Invoke();
        }
        catch (RuntimeException e)
        {
            PrintError(e.ErrorRecord);
        }

        return _hosted.Screen.ToString().ReplaceLineEndings("\n");
    }

    public void Dispose()
    {
        // A runspace that is returned twice would be that of two sessions.
        if (!_isDisposed)
        {
            _isDisposed = true;
            _release(_hosted);
        }
    }

    private static InitialSessionState CreateWithModule()
    {
        InitialSessionState state = InitialSessionState.CreateDefault();

        // On Windows the execution policy would check the views of a module, which are files.
        if (OperatingSystem.IsWindows())
        {
            state.ExecutionPolicy = Microsoft.PowerShell.ExecutionPolicy.Bypass;
        }

        state.ImportPSModule([Repository.Manifest]);
        return state;
    }

    /// <summary>Marks the error as the console of pwsh does, so that Out-Default shows it as an error.</summary>
    private void PrintError(ErrorRecord error)
    {
        var marked = new PSObject(error);
        marked.Properties.Add(new PSNoteProperty("writeErrorStream", value: true));
        using PowerShell shell = PowerShell.Create(Runspace);
        shell.AddCommand("Out-Default").Invoke(new[] { marked });
    }
}

/// <summary>What came of a script.</summary>
internal sealed record Outcome(
    IReadOnlyList<object> Output,
    IReadOnlyList<ErrorRecord> Errors,
    ErrorRecord? Terminating,
    IReadOnlyList<string> Warnings,
    IReadOnlyList<string> Verbose,
    IReadOnlyList<ProgressRecord> Progress,
    IReadOnlyList<InformationRecord> Information)
{
    /// <summary>All that failed, whether it ended the script or not.</summary>
    public IEnumerable<ErrorRecord> AllErrors => Terminating is null ? Errors : Errors.Append(Terminating);

    public static Outcome Of(PowerShell shell, object[] input)
    {
        var output = new List<object>();
        ErrorRecord? terminating = null;
        try
        {
            output.AddRange(shell.Invoke(input).Select(o => o?.BaseObject!));
        }
        catch (RuntimeException e)
        {
            terminating = e.ErrorRecord;
        }

        return new Outcome(
            output,
            [.. shell.Streams.Error.Where(e => !ReferenceEquals(e, terminating))],
            terminating,
            [.. shell.Streams.Warning.Select(w => w.Message)],
            [.. shell.Streams.Verbose.Select(v => v.Message)],
            [.. shell.Streams.Progress],
            [.. shell.Streams.Information]);
    }

    /// <summary>The one object that came out, as text.</summary>
    public string Text => string.Join("\n", Output);

    public T[] As<T>() => [.. Output.Cast<T>()];

    /// <summary>The error ids without the name of the cmdlet that follows them.</summary>
    public string[] ErrorIds => [.. AllErrors.Select(e => e.FullyQualifiedErrorId.Split(',')[0])];

    public Outcome ThrowIfFailed()
    {
        Assert.Empty(AllErrors.Select(e => e.ToString()));
        return this;
    }
}
