using System.Management.Automation;

namespace BkJob.Commands;

/// <summary>Opens the page of job instances in a browser. Sends no request.</summary>
[Cmdlet(VerbsCommon.Show, "BkJobInstance", DefaultParameterSetName = ByInput, HelpUri = ModulePage.Address)]
[OutputType(typeof(string))]
public sealed class ShowBkJobInstanceCommand : BkJobInstanceCmdlet
{
    /// <summary>Writes the address, and opens nothing.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <inheritdoc/>
    private protected override void Process(JobTarget target)
    {
        if (FindUrl(target) is not { } address)
        {
            return;
        }

        if (PassThru)
        {
            WriteObject(address.AbsoluteUri);
        }
        else if (Browser.TryOpen(address, Host) is { } reason)
        {
            WriteError(ErrorRecords.BrowserNotStarted(address, reason));
        }
    }

    // The page of a job that was read is known even if its context was disconnected since.
    private Uri? FindUrl(JobTarget target)
    {
        if (!IsContextExplicit && target.Job?.Url is { } known)
        {
            return known;
        }

        BkJobContext context = GetContext(target);
        if (context.WebUrl is { } web)
        {
            return WebPage.GetUrl(web, target.Id);
        }

        string server = context.Server.AbsoluteUri.TrimEnd('/');
        WriteError(ErrorRecords.InvalidArgument(
            Messages.FormatNoWebUrl(target.Id, TerminalText.Sanitize(context.Name)), target.Id, Messages.FormatAdviceWebUrl(server)));
        return null;
    }
}
