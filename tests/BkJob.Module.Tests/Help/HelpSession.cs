namespace BkJob.Module.Tests.Help;

/// <summary>One session for the tests of a class that only ask what there is.</summary>
public sealed class HelpSession : IDisposable
{
    internal Session Session { get; } = new();

    public void Dispose() => Session.Dispose();
}
