using System.ComponentModel;
using System.Management.Automation;

namespace BkJob.Views;

/// <summary>Texts of the views for a block of steps and of an operation. Public because a type definition calls it.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class BlockView
{
    internal const int TypeWidth = 12;

    /// <summary>The sanitized name.</summary>
    public static string DisplayName(PSObject item) => ViewText.Text(item, "Name");

    /// <summary>The number of steps.</summary>
    public static int StepCount(PSObject block) => DeserializedValue.Items(DeserializedValue.Property(block, "Steps")).Count;

    /// <summary>The block in one line.</summary>
    public static string Tree(PSObject block)
    {
        string[] head = [.. new[] { ViewText.Text(block, "Type"), DisplayName(block) }.Where(text => text != ViewText.None)];
        return head.Length > 0 ? $"{string.Join(' ', head)}: {TextSteps(block)}" : TextSteps(block);
    }

    /// <summary>The operation in one line.</summary>
    public static string TreeOperation(PSObject operation) => $"{ViewText.Number(operation, "Code")} {DisplayName(operation)}";

    /// <summary>The counts of hosts in one line.</summary>
    public static string TreeHosts(PSObject hosts) => DeserializedValue.Hosts(hosts) is { } counts ? ViewText.HostsInWords(counts) : ViewText.None;

    /// <summary>A line of the list.</summary>
    public static string TextSteps(PSObject block) =>
        ViewText.Text(string.Join("; ", DeserializedValue.Items(DeserializedValue.Property(block, "Steps"))));
}
