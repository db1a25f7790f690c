using System.ComponentModel;
using System.Globalization;
using System.Text;

namespace BkJob.Views;

/// <summary>The tree view: job, its steps, their hosts counted. Public only because view definitions can call nothing else.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class JobTree
{
    /// <summary>Draws a job.</summary>
    /// <param name="job">The job, or what was saved of it.</param>
    public static string Draw(object? job)
    {
        var tree = new StringBuilder();
        DrawHead(tree, job);
        DrawDuration(tree, job);
        IReadOnlyList<object> steps = SavedValue.Items(SavedValue.Property(job, "Steps"));
        for (int i = 0; i < steps.Count; i++)
        {
            bool isLast = i == steps.Count - 1;
            DrawStep(tree, steps[i], isLast);
        }

        return tree.ToString();
    }

    private static void DrawStep(StringBuilder tree, object step, bool isLast)
    {
        tree.Append('\n').Append(isLast ? "└─ " : "├─ ");
        DrawHead(tree, step);
        if (SavedValue.Text(step, "Type") is { } type)
        {
            tree.Append(CultureInfo.InvariantCulture, $" ({ViewText.Text(type)})");
        }

        DrawDuration(tree, step);
        if (SavedValue.Hosts(SavedValue.Property(step, "Hosts")) is { Total: > 0 } hosts)
        {
            tree.Append('\n').Append(isLast ? "      " : "│     ");
            tree.Append("hosts ").Append(ViewText.HostsInWords(hosts));
        }
    }

    private static void DrawHead(StringBuilder tree, object? item)
    {
        tree.Append(ViewText.Status(SavedValue.Property(item, "Status")));
        tree.Append(CultureInfo.InvariantCulture, $"  {SavedValue.Number(item, "Id")} {ViewText.Text(SavedValue.Text(item, "Name"))}");
    }

    private static void DrawDuration(StringBuilder tree, object? item) =>
        tree.Append("  ").Append(ViewText.Duration(SavedValue.Property(item, "TotalTime") as TimeSpan?));
}
