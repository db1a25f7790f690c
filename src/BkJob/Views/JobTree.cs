using System.Globalization;
using System.Text;

namespace BkJob.Views;

/// <summary>The tree view: a job, its steps, and their host counts.</summary>
internal static class JobTree
{
    /// <summary>Draws a job.</summary>
    /// <param name="job">The job, or a deserialized copy.</param>
    public static string Draw(object job)
    {
        var tree = new StringBuilder();
        DrawHead(tree, job, "");
        IReadOnlyList<object> steps = DeserializedValue.Items(DeserializedValue.Property(job, "Steps"));
        for (int i = 0; i < steps.Count; i++)
        {
            DrawStep(tree, steps[i], isLast: i == steps.Count - 1);
        }

        return tree.ToString();
    }

    private static void DrawStep(StringBuilder tree, object step, bool isLast)
    {
        (string branch, string stem) = (isLast, Screen.HasSymbols) switch
        {
            (true, true) => ("└─ ", "      "),
            (false, true) => ("├─ ", "│     "),
            (true, false) => ("`- ", "      "),
            (false, false) => ("|- ", "|     "),
        };
        tree.Append('\n').Append(branch);
        DrawStep(tree, step, stem);
    }

    /// <summary>Draws a step alone.</summary>
    /// <param name="step">The step, or a deserialized copy.</param>
    public static string DrawStep(object step)
    {
        var tree = new StringBuilder();
        DrawStep(tree, step, "      ");
        return tree.ToString();
    }

    private static void DrawStep(StringBuilder tree, object step, string stem)
    {
        DrawHead(tree, step, DeserializedValue.Text(step, "Type") is { } type ? $" ({ViewText.Text(type)})" : "");
        if (DeserializedValue.Hosts(DeserializedValue.Property(step, "Hosts")) is { Total: > 0 })
        {
            tree.Append('\n').Append(stem).Append(Messages.FormatTreeHosts(ViewText.HostsInWords(step)));
        }

        if (ViewText.Actions(step) is var actions && actions != ViewText.None)
        {
            tree.Append('\n').Append(stem).Append(Messages.FormatTreeActions(actions));
        }
    }

    private static void DrawHead(StringBuilder tree, object item, string type) => tree.Append(
        CultureInfo.InvariantCulture,
        $"{ViewText.Status(item)}  {ViewText.Number(item, "Id")} {ViewText.Text(item, "Name")}{type}  {ViewText.Duration(item)}");
}
