using System.Management.Automation;
using System.Text;

namespace BkJob.Views;

/// <summary>The tree view of a plan: its variables and steps.</summary>
internal static class PlanTree
{
    /// <summary>Draws a plan.</summary>
    /// <param name="plan">The plan, or a deserialized copy.</param>
    public static string Draw(PSObject plan)
    {
        var tree = new StringBuilder($"{ViewText.Number(plan, "Id")} {PlanView.DisplayName(plan)}");
        if (DeserializedValue.Property(plan, "DetailIncluded") is not true)
        {
            return tree.Append("  ").Append(Messages.DetailNotIncluded).ToString();
        }

        DrawItems(tree, plan, "Variables", PlanView.TreeVariable, isLast: false);
        DrawItems(tree, plan, "Steps", PlanView.TreeStep, isLast: true);
        return tree.ToString();
    }

    private static void DrawItems(StringBuilder tree, PSObject plan, string property, Func<PSObject, string> format, bool isLast)
    {
        IReadOnlyList<object> items = DeserializedValue.Items(DeserializedValue.Property(plan, property));
        tree.Append('\n').Append(GetBranch(isLast)).Append(property);
        string stem = isLast ? "   " : Screen.HasSymbols ? "│  " : "|  ";
        for (int i = 0; i < items.Count; i++)
        {
            tree.Append('\n').Append(stem).Append(GetBranch(i == items.Count - 1)).Append(format(PSObject.AsPSObject(items[i])));
        }
    }

    private static string GetBranch(bool isLast) => (isLast, Screen.HasSymbols) switch
    {
        (true, true) => "└─ ",
        (false, true) => "├─ ",
        (true, false) => "`- ",
        (false, false) => "|- ",
    };
}
