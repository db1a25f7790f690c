namespace BkJob.Views;

/// <summary>Symbol and colour of each outcome; plain symbols if the console cannot display the others. Each outcome has its own.</summary>
internal static class Symbols
{
    public static string Paint(JobOutcome outcome, string text)
    {
        (char symbol, char plain, Colour colour) = outcome switch
        {
            JobOutcome.Pending => ('○', '.', Colour.None),
            JobOutcome.Running => ('●', '>', Colour.Cyan),
            JobOutcome.WaitingForUser => ('!', '!', Colour.Yellow),
            JobOutcome.Succeeded => ('✓', '+', Colour.Green),
            JobOutcome.Failed => ('✗', 'x', Colour.Red),
            JobOutcome.Cancelled => ('■', '-', Colour.Magenta),
            _ => ('?', '?', Colour.Yellow),
        };
        return ViewColour.Paint($"{(Screen.HasSymbols ? symbol : plain)} {text}", colour);
    }

    public static string Paint(HostOutcome outcome, string text) => Paint(
        outcome switch
        {
            HostOutcome.Waiting => JobOutcome.Pending,
            HostOutcome.Running => JobOutcome.Running,
            HostOutcome.Succeeded => JobOutcome.Succeeded,
            HostOutcome.Failed => JobOutcome.Failed,
            HostOutcome.Terminated => JobOutcome.Cancelled,
            _ => JobOutcome.Unknown,
        },
        text);
}
