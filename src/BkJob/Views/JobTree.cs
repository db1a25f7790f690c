using System.ComponentModel;
using System.Text;

namespace BkJob.Views;

/// <summary>The tree view: job, its steps, their hosts counted. Public only because view definitions can call nothing else.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class JobTree
{
    /// <summary>Draws a job.</summary>
    /// <param name="job">The job.</param>
    public static string Draw(JobInstance job)
    {
        var tree = new StringBuilder();
        tree.Append(FormattableString.Invariant($"{ViewText.Status(job.Status)}  {job.Id} {ViewText.Text(job.Name)}"));
        tree.Append(FormattableString.Invariant($"  {ViewText.Duration(job.TotalTime)}"));
        for (int i = 0; i < job.Steps.Count; i++)
        {
            bool isLast = i == job.Steps.Count - 1;
            Draw(tree, job.Steps[i], isLast);
        }

        return tree.ToString();
    }

    private static void Draw(StringBuilder tree, StepInstance step, bool isLast)
    {
        tree.Append('\n').Append(isLast ? "└─ " : "├─ ");
        tree.Append(FormattableString.Invariant($"{ViewText.Status(step.Status)}  {step.Id} {ViewText.Text(step.Name)}"));
        if (step.Type is { } type)
        {
            tree.Append(FormattableString.Invariant($" ({type})"));
        }

        tree.Append(FormattableString.Invariant($"  {ViewText.Duration(step.TotalTime)}"));
        if (step.Hosts is { Total: > 0 })
        {
            tree.Append('\n').Append(isLast ? "      " : "│     ");
            tree.Append("hosts ").Append(ViewText.HostsInWords(step.Hosts));
        }
    }
}
